"""Whether a query can be asked for some keys alone: a proof on its syntax tree.

A query divides by a key when its answer is the sum of its answers on the rows of each key value:
joins equate the key, groups and windows stand within it, nothing looks across. Then only keys
whose rows changed need to be screened again. What cannot be proved is taken as not so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

Column = tuple[str, str]  # alias, column


@dataclass(frozen=True)
class Carried:
    """Output columns of a relation that carry each part of the key; ``fixed`` when the relation
    reads no keyed table at all."""

    fixed: bool
    parts: tuple[frozenset[str], ...]


class NotDivided(Exception):
    """The query looks across keys, or the proof does not see that it does not."""


def divides(
    tree: exp.Query, tables: Mapping[str, Sequence[str]], fixed: Sequence[str], width: int
) -> Carried:
    """Prove that a qualified query divides by the key that each table of ``tables`` carries in
    these columns, ``width`` parts in order; tables of ``fixed`` have no key and do not change.

    Raises :class:`NotDivided`.
    """
    known = {
        name: Carried(False, tuple(frozenset({c}) for c in cs)) for name, cs in tables.items()
    }
    known |= {name: Carried(True, (frozenset(),) * width) for name in fixed}
    return _query(tree, known, (frozenset(),) * width)


def _query(
    tree: exp.Expr, known: Mapping[str, Carried], outer: tuple[frozenset[Column], ...]
) -> Carried:
    if isinstance(tree, exp.Subquery):
        return _query(tree.this, known, outer)
    if any(tree.args.get(name) for name in ("limit", "offset", "fetch")):
        raise NotDivided
    with_ = tree.args.get("with_") or tree.args.get("with")
    for cte in with_.expressions if with_ else ():
        known = {**known, cte.alias: _query(cte.this, known, outer)}
    if isinstance(tree, exp.Union):
        return _union(tree, known, outer)
    if not isinstance(tree, exp.Select):
        raise NotDivided
    return _select(tree, known, outer)


def _union(
    tree: exp.Union, known: Mapping[str, Carried], outer: tuple[frozenset[Column], ...]
) -> Carried:
    left, right = _query(tree.left, known, outer), _query(tree.right, known, outer)
    if left.fixed != right.fixed:
        raise NotDivided
    names, others = tree.left.named_selects, tree.right.named_selects
    parts = tuple(
        frozenset(n for n, o in zip(names, others, strict=True) if n in mine and o in theirs)
        for mine, theirs in zip(left.parts, right.parts, strict=True)
    )
    if tree.args.get("distinct") and not left.fixed and not all(parts):
        raise NotDivided
    return Carried(left.fixed, parts)


def _select(
    tree: exp.Select, known: Mapping[str, Carried], outer: tuple[frozenset[Column], ...]
) -> Carried:
    carried, fixed = _sources(tree, known, outer)
    _check_nested(tree, known, carried)
    if fixed:
        return Carried(True, (frozenset(),) * len(outer))
    _check_groups(tree, carried)
    parts = tuple(
        frozenset(p.alias_or_name for p in tree.selects if _column(p.unalias()) in part)
        for part in carried
    )
    if not _distinct_within(tree, carried, parts):
        raise NotDivided
    return Carried(False, parts)


def _distinct_within(
    tree: exp.Select, carried: tuple[frozenset[Column], ...], parts: tuple[frozenset[str], ...]
) -> bool:
    """Whether DISTINCT keeps the rows of different keys apart; DISTINCT ON looks at its list."""
    distinct = tree.args.get("distinct")
    if distinct is None:
        return True
    on = distinct.args.get("on")
    if on is None:
        return all(parts)
    # Names in the list may mean a column or an output: both must carry the key.
    listed = {one.name for one in on.expressions if isinstance(one, exp.Column)}
    return all(
        listed & out & {name for _, name in part} for out, part in zip(parts, carried, strict=True)
    )


def _sources(
    tree: exp.Select, known: Mapping[str, Carried], outer: tuple[frozenset[Column], ...]
) -> tuple[tuple[frozenset[Column], ...], bool]:
    """The columns that carry each part after all joins, and whether nothing keyed was read."""
    first = tree.args.get("from_") or tree.args.get("from")
    if first is None:
        raise NotDivided
    carried, correlated = outer, any(outer)
    keyed = correlated
    equal = list(_equalities(tree.args.get("where")))
    waiting: list[tuple[str, Carried]] = []
    steps = [(first.this, None), *((j.this, j) for j in tree.args.get("joins") or ())]
    for join in (j for _, j in steps if j is not None and not j.side and j.kind in ("", "INNER")):
        equal += _equalities(join.args.get("on"))
    used = correlated
    for source, join in steps:
        relation = _relation(source, known, outer)
        used = used or not relation.fixed
        if join is not None and (join.args.get("using") or join.side in ("RIGHT", "FULL")):
            raise NotDivided
        if relation.fixed:
            continue
        alias = source.alias_or_name
        if join is not None and join.side == "LEFT":
            carried = _closed(carried, equal)
            own = list(_equalities(join.args.get("on")))
            if not keyed or waiting or not _linked(alias, relation, carried, own):
                raise NotDivided
        elif not keyed:
            keyed, carried = (
                True,
                tuple(frozenset((alias, name) for name in part) for part in relation.parts),
            )
        else:
            waiting.append((alias, relation))
            carried, waiting = _link(carried, waiting, equal)
    carried, waiting = _link(carried, waiting, equal)
    if waiting:
        raise NotDivided
    return carried, not used


def _link(
    carried: tuple[frozenset[Column], ...],
    waiting: list[tuple[str, Carried]],
    equal: list[tuple[Column, Column]],
) -> tuple[tuple[frozenset[Column], ...], list[tuple[str, Carried]]]:
    """Take in the inner-joined relations that the equalities tie to the key."""
    again = True
    while again:
        again = False
        carried = _closed(carried, equal)
        for alias, relation in list(waiting):
            if _linked(alias, relation, carried, equal):
                waiting.remove((alias, relation))
                carried = tuple(
                    part | {(alias, name) for name in names}
                    for part, names in zip(carried, relation.parts, strict=True)
                )
                again = True
    return carried, waiting


def _linked(
    alias: str,
    relation: Carried,
    carried: tuple[frozenset[Column], ...],
    equal: Sequence[tuple[Column, Column]],
) -> bool:
    pairs = {*equal, *((b, a) for a, b in equal)}
    return all(
        any((here, (alias, name)) in pairs for here in part for name in names)
        for part, names in zip(carried, relation.parts, strict=True)
    )


def _closed(
    carried: tuple[frozenset[Column], ...], equal: Sequence[tuple[Column, Column]]
) -> tuple[frozenset[Column], ...]:
    closed = []
    for part in carried:
        grown, before = set(part), -1
        while len(grown) != before:
            before = len(grown)
            grown |= {b for a, b in equal if a in grown} | {a for a, b in equal if b in grown}
        closed.append(frozenset(grown))
    return tuple(closed)


def _relation(
    source: exp.Expr, known: Mapping[str, Carried], outer: tuple[frozenset[Column], ...]
) -> Carried:
    if isinstance(source, exp.Subquery):
        return _query(source, known, tuple(frozenset() for _ in outer))
    if isinstance(source, exp.Table) and source.name in known:
        return known[source.name]
    raise NotDivided


def _check_nested(
    tree: exp.Select, known: Mapping[str, Carried], carried: tuple[frozenset[Column], ...]
) -> None:
    """A query within an expression reads fixed tables only, or is tied to the key outside."""
    for nested in _nested(tree):
        inner = nested.this if isinstance(nested, exp.Subquery) else nested
        try:
            if _query(inner, known, tuple(frozenset() for _ in carried)).fixed:
                continue
        except NotDivided:
            pass
        if isinstance(nested.parent, exp.In) or not all(carried):
            raise NotDivided
        _query(inner, known, carried)


def _nested(tree: exp.Select) -> Iterator[exp.Expr]:
    places = [*tree.selects, *(tree.args.get(n) for n in ("where", "having", "qualify"))]
    places += [join.args.get("on") for join in tree.args.get("joins") or ()]
    for place in filter(None, places):
        for query in place.find_all(exp.Query):
            outside = query.find_ancestor(exp.Select)
            if outside is tree and not isinstance(query.parent, exp.Subquery):
                yield query


def _check_groups(tree: exp.Select, carried: tuple[frozenset[Column], ...]) -> None:
    group = tree.args.get("group")
    if group is not None and any(
        value for name, value in group.args.items() if name != "expressions"
    ):
        raise NotDivided
    own = [*tree.selects, *filter(None, (tree.args.get("having"), tree.args.get("qualify")))]
    windows = [w for place in own for w in place.find_all(exp.Window)]
    for window in windows:
        _require(window.args.get("partition_by") or (), carried)
    in_windows = {id(w.this) for w in windows}
    sums = [a for place in own for a in place.find_all(exp.AggFunc) if id(a) not in in_windows]
    if group is not None:
        _require(group.expressions, carried)
    elif any(a.find_ancestor(exp.Select) is tree for a in sums):
        raise NotDivided


def _require(expressions: Sequence[exp.Expr], carried: tuple[frozenset[Column], ...]) -> None:
    columns = {_column(expression) for expression in expressions}
    if not all(columns & part for part in carried):
        raise NotDivided


def _equalities(condition: exp.Expr | None) -> Iterator[tuple[Column, Column]]:
    """Pairs of columns that every row kept by the condition has equal."""
    if condition is None:
        return
    node = (condition.this if isinstance(condition, exp.Where) else condition).unnest()
    if isinstance(node, exp.And):
        yield from _equalities(node.left)
        yield from _equalities(node.right)
    elif isinstance(node, exp.EQ):
        left, right = _column(node.left), _column(node.right)
        if left and right:
            yield left, right


def _column(node: exp.Expr) -> Column | None:
    return (node.table, node.name) if isinstance(node, exp.Column) else None
