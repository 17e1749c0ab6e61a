"""Addresses of the pages that belong to no room: home, help, language, the law itself."""

from django.urls import path

from xiezhi.web import door, law_pages, views

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("language/", views.language, name="set_language"),
    path("demo/sign-in/", door.sign_in, name="demo-sign-in"),
    path("law/", law_pages.instruments, name="law"),
    path("law/rules/<str:rule_id>/", law_pages.rule, name="law-rule"),
    path("law/<str:instrument>/", law_pages.instrument, name="law-instrument"),
    path("law/<str:instrument>/<str:article>/", law_pages.article, name="law-article"),
]
