"""Registers the room `casework` with Django, and its projector."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Cases 案 and proceedings 件 of one or more procuratorates."""

    name = "xiezhi.casework"
    label = "casework"
    verbose_name = "办案"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let casework's own tables follow every act, before those of higher rooms."""
        from xiezhi.casework import asides
        from xiezhi.casework.assignment.guard import check_assignment, check_joining
        from xiezhi.casework.figures import led
        from xiezhi.casework.guards import guard
        from xiezhi.casework.projection import CaseworkProjector
        from xiezhi.casework.projectors import register
        from xiezhi.casework.rebuild import differences, rebuild
        from xiezhi.casework.recusing import check_post
        from xiezhi.ledger import projections

        register(CaseworkProjector())
        asides.register("workbench", "leading", led.says)
        guard("assign", check_assignment)
        guard("reassign", check_assignment)
        guard("join_member", check_joining)
        guard("recuse", check_post)
        projections.register("办案各表", differences, rebuild)
