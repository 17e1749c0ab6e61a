"""Addresses of a model's life and of the workshop."""

from django.urls import path

from xiezhi.modelling.views import life, workshop

urlpatterns = [
    path("models/packages/", life.packages, name="model-packages"),
    path("models/tests/<uuid:test_id>/cancel/", life.cancel, name="back-test-cancel"),
    path("models/workshop/", workshop.drafts, name="workshop"),
    path("models/workshop/<uuid:draft_id>/", workshop.edit, name="draft"),
    path("models/workshop/<uuid:draft_id>/install/", workshop.install, name="draft-install"),
    path("models/workshop/compare/", workshop.compare, name="model-compare"),
    path("models/<str:model_id>/tests/", life.tests, name="model-tests"),
    path("models/<str:model_id>/marks/", life.marks, name="model-marks"),
    path("models/<str:model_id>/ask/", life.ask, name="model-ask"),
    path("models/<str:model_id>/review/", life.review, name="model-review"),
    path("models/<str:model_id>/stage/", life.change_stage, name="model-stage"),
    path("models/<str:model_id>/local/", life.local_value, name="model-local"),
    path("models/<str:model_id>/export/", life.export, name="model-export"),
]
