"""What a model must say of links: which use, of which rows, and whether they are certain.

Links never rest on a name alone (:mod:`xiezhi.screening.linkage.uses`); a model reads no names.
"""

from collections.abc import Collection

from sqlglot import exp

from xiezhi.screening.dictionary import Table
from xiezhi.screening.errors import ModelInvalid, SqlRefused
from xiezhi.screening.linkage.mentions import mention_of
from xiezhi.screening.linkage.uses import use_named
from xiezhi.screening.model import ROW_ID, Model, Step
from xiezhi.screening.operators import OPERATORS


def names_linked(model: Model, table: Table) -> bool:
    """Whether a step of the model reads links of what the table names."""
    subjects = {OPERATORS[step.operator].subject for step in model.steps.values()}
    return any(subject and mention_of(table, subject) for subject in subjects)


def check_linked(model: Model, name: str, step: Step) -> None:
    """Links that carry a clue are of a use meant for it, and of rows the model reads.

    Raises :class:`ModelInvalid`."""
    if not use_named(step.use).clues:
        reason = "这种用途的关联不能作为线索的依据：只有门槛足够、名称以外另有事实相符的才可以"
        raise ModelInvalid(reason, "use 写 clue_evidence", value=f"{name}: {step.use}")
    if not model.linked_tables:
        raise ModelInvalid(
            "没有要关联的表", f"在 reads 中给要关联的表加上 {ROW_ID}: text", value=name
        )


def check_certain(tree: exp.Query, linked: Collection[str]) -> None:
    """Wherever a query reads links it says which: those that are certain, or those that a person
    has yet to decide. Raises :class:`SqlRefused`."""
    for select in tree.find_all(exp.Select):
        first = select.args.get("from_") or select.args.get("from")
        sources = [first.this] if first is not None else []
        sources += [join.this for join in select.args.get("joins") or ()]
        asked = {c.table for c in select.find_all(exp.Column) if c.name == "certain"}
        for source in sources:
            read = isinstance(source, exp.Table) and source.name in linked
            if read and not asked & {source.alias_or_name, ""}:
                cure = "写明 certain（可以认定）或者 NOT certain（待人判断）"
                raise SqlRefused("读关联而没有写明是否可以认定", cure, value=source.name)
