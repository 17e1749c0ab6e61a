"""Addresses of the three rules."""

from django.urls import path

from xiezhi.interference.views import checks, counsel, own, record, register

urlpatterns = [
    path("three-rules/", own.own, name="interference"),
    path("three-rules/new/", own.new, name="interference-new"),
    path("three-rules/month/", own.report, name="interference-month"),
    path("three-rules/points/", own.points, name="risk-points"),
    path("three-rules/register/", register.register, name="interference-register"),
    path("three-rules/checks/", checks.checks, name="reverse-checks"),
    path("three-rules/checks/<uuid:check_id>/", checks.check, name="reverse-check"),
    path("three-rules/checks/<uuid:check_id>/close/", checks.close, name="reverse-check-close"),
    path(
        "three-rules/checks/<uuid:check_id>/<slug:key>/", checks.answer, name="reverse-check-day"
    ),
    path("three-rules/counsel/", counsel.warnings, name="counsel-warnings"),
    path("three-rules/counsel/limited/", counsel.limited, name="limited-persons"),
    path(
        "three-rules/counsel/limited/<uuid:line_id>/strike/", counsel.strike, name="limited-strike"
    ),
    path("three-rules/counsel/<uuid:warning_id>/", counsel.warning, name="counsel-warning"),
    path("three-rules/<uuid:record_id>/", record.record, name="interference-record"),
    path("three-rules/<uuid:record_id>/<slug:step>/", record.step, name="interference-step"),
]
