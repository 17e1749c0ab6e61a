"""Addresses of the clue repository, the model centre and the data."""

from django.urls import path

from xiezhi.clues.views import board, clue, data, intake, models, outcomes, repository, runs

urlpatterns = [
    path("clues/", board.clue_board, name="clue-board"),
    path("clues/new/", repository.register, name="clue-register"),
    path("clues/outcomes/", outcomes.outcomes, name="clue-outcomes"),
    path("clues/false-litigation/", outcomes.false_litigation, name="false-litigation"),
    path("clues/<uuid:clue_id>/", clue.clue_page, name="clue"),
    path("clues/<uuid:clue_id>/screen/", repository.screen, name="clue-screen"),
    path("clues/<uuid:clue_id>/classify/", repository.classify, name="clue-classify"),
    path("clues/<uuid:clue_id>/split/", repository.split, name="clue-split"),
    path("clues/<uuid:clue_id>/hand-over/", repository.hand_over, name="clue-hand-over"),
    path("clues/<uuid:clue_id>/answer/", repository.answer, name="clue-answer"),
    path("clues/<uuid:clue_id>/feedback/", repository.feedback, name="clue-feedback"),
    path("clues/<uuid:clue_id>/verify/", clue.verify, name="clue-verify"),
    path("clues/<uuid:clue_id>/reject/", clue.reject, name="clue-reject"),
    path("clues/<uuid:clue_id>/establish/", clue.establish, name="clue-establish"),
    path("clues/<uuid:clue_id>/assign/", clue.assign, name="clue-assign"),
    path("clues/<uuid:clue_id>/merge/", clue.merge, name="clue-merge"),
    path("clues/<uuid:clue_id>/transfer/", clue.transfer, name="clue-transfer"),
    path("clues/<uuid:clue_id>/receive/", clue.receive, name="clue-receive"),
    path("clues/<uuid:clue_id>/file/", clue.file_matter, name="clue-file"),
    path("models/", models.centre, name="models"),
    path("models/runs/", models.run_progress, name="model-runs"),
    path("models/runs/<uuid:run_id>/cancel/", runs.cancel, name="model-run-cancel"),
    path("models/runs/<uuid:run_id>/settle/", runs.settle, name="model-run-settle"),
    path("models/run/", models.run, name="model-run"),
    path("models/<str:model_id>/", models.model_page, name="model"),
    path("imports/", data.imports, name="imports"),
    path("imports/new/", intake.upload, name="import-new"),
    path("imports/draft/<str:draft>/", intake.preview, name="import-preview"),
    path("imports/intake/<uuid:intake_id>/", intake.intake, name="intake"),
    path("imports/<str:batch_id>/undo/", data.undo, name="import-undo"),
    path("imports/<str:batch_id>/quarantine/", data.quarantine, name="import-quarantine"),
]
