"""Built-in operators: what SQL cannot do in time, run on a query's rows before the model's own.

An operator takes a table of fixed columns and gives one of fixed columns; the model's query
reads what it gives like any declared table. Connected components by SQL loops do not finish
(``docs/decisions/0006-two-engines.md``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from xiezhi.screening.linkage.mentions import SubjectName


@dataclass(frozen=True)
class Operator:
    """``takes`` and ``gives``: column name to type of the data dictionary, in order. One without
    ``apply`` takes no query: it reads the kept links of ``subject``."""

    takes: Mapping[str, str]
    gives: Mapping[str, str]
    apply: Callable[[pa.Table], pa.Table] | None = None
    subject: SubjectName | None = None


def components(edges: pa.Table) -> pa.Table:
    """Who hangs together: one row a node with the component it is in.

    ``edges`` (left_node, right_node: text) are undirected; an edge with a null end is left out,
    one from a node to itself makes the node known. ``ring`` is the component's smallest node in
    byte order, so that it is the same on every engine and in any order of rows; ``nodes`` and
    ``edges`` count the component's nodes and its different pairs. Ordered by ring, then node.
    """
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    whole = edges.select(["left_node", "right_node"]).drop_null()
    ends = [whole[name].cast(pa.large_string()).combine_chunks() for name in whole.column_names]
    names = pc.unique(pa.concat_arrays(ends))
    names = names.take(pc.sort_indices(names))
    count = len(names)
    if not count:
        return _rings(names, names, np.zeros(0, np.int64), np.zeros(0, np.int64))
    left, right = (pc.index_in(end, names).to_numpy().astype(np.int64) for end in ends)
    graph = coo_matrix((np.ones(len(left), np.int8), (left, right)), (count, count))
    number, label = connected_components(graph, directed=False)
    first = np.full(number, count, np.int64)
    np.minimum.at(first, label, np.arange(count))
    low, high = np.minimum(left, right), np.maximum(left, right)
    pairs = np.sort((low * count + high)[low != high])
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    joined = np.bincount(label[pairs // count], minlength=number)
    size = np.bincount(label, minlength=number)
    order = np.lexsort((np.arange(count), first[label]))
    label = label[order]
    rings = names.take(pa.array(first[label]))
    return _rings(names.take(pa.array(order)), rings, size[label], joined[label])


def _rings(node: pa.Array, ring: pa.Array, nodes: object, edges: object) -> pa.Table:
    columns = (node.cast(pa.string()), ring.cast(pa.string()), pa.array(nodes), pa.array(edges))
    return pa.table(list(columns), names=list(OPERATORS["components"].gives))


LINKED = {
    "source": "text",
    "row_id": "text",
    "subject": "text",
    "number": "text",
    "certain": "bool",
}
OPERATORS: Mapping[str, Operator] = {
    "components": Operator(
        takes={"left_node": "text", "right_node": "text"},
        gives={"node": "text", "ring": "text", "nodes": "int", "edges": "int"},
        apply=components,
    ),
    "linked_person": Operator(takes={}, gives=LINKED, subject="person"),
    "linked_firm": Operator(takes={}, gives=LINKED, subject="firm"),
}
