"""Screening: agencies' tables in, clues out. Pure Python, no Django.

The API that the clues app builds on (everything named here is importable from this package)::

    dictionary = national()                      # Dictionary of tables/*.yaml; iterate, index
    dictionary["custody_episode"].columns        # name -> Column(type, label, unit, sensitivity …)

    store = Store(directory, dictionary, catalogue="")  # a DuckLake; safe for many processes;
                                                 # catalogue: a PostgreSQL DSN for many machines
    store.snapshot()                             # the newest state; every import makes one
    store.insertions(table, since, until=None)   # Changes(appeared, vanished), Arrow tables
    store.files(table, snapshot=None)            # its Parquet files, for another engine
    store.freshness()                            # table -> Freshness(rows, data_on, stale)
    store.imports()                              # every import, newest first
    store.quarantine(import_id)                  # QuarantinedRow …, all of them
    store.quarantine_csv(import_id)              # bytes, UTF-8 with BOM, for Excel
    store.undo(import_id)                        # takes the whole import back; rows another file
                                                 # also brought stay
    store.row(table, row_id, snapshot=None)      # the whole row, for a reader who may see it;
                                                 # with a snapshot, as it was then

    propose(path, dictionary, profiles=None)     # -> tuple[Proposal]: per sheet the table and the
                                                 # ColumnMatch list, nothing written
    import_file(path, store, *, table=None, mapping=None, profiles=None, data_on=None,
                models=(), today=None) -> ImportReport
                                                 # table None = every sheet to the table it fits;
                                                 # mapping {header: column | None} overrides
    import_records(rows, store, *, name, data_on) -> ImportReport
                                                 # rows: ExtractedRow(table, values, anchors), e.g.
                                                 # from rows_of; one import for several tables

    load_models(root=None) -> dict[str, Model]   # read_model(files, place) for texts at hand
    overlaid(model, {name: (value, source)})     # a unit's own values, never in the files
    content_digest(model)                        # names the files that people test and adopt
    check_model(model, dictionary) -> None       # raises ModelInvalid / SqlRefused
    availability(model, store, on) -> Availability(ready, reason)
    availabilities(models, store, on) -> {model id: Availability}
    run(model, store, as_of, *, law_values={}, engine=None, limits=Limits()) -> Hits
    run_examples(model, dictionary, law_values={}) -> tuple[ExampleResult]

What the clues app passes as ``law_values``: a mapping from the reference written in model.yaml
(``from: criminal.bail_max_12m``) to the number in the unit written beside it. References are
period ids of the law pack; ``references(model)`` lists them with their unit. Resolve each on
the run's ``as_of``; a missing one raises :class:`ParameterMissing` with its name.

``rows_of(record, text_id, spans)`` in :mod:`xiezhi.screening.judgments` turns a record of the
dossier room into rows of the canonical tables, with anchors into the text.

A clue is keyed by ``Hit.key`` (model + subject): store once, refresh its rows on later runs.
Evidence rows carry only the columns that the model declares; names are joined with
``store.row`` for a reader who may see them. Refusals are :class:`ScreeningError`, in Chinese.
"""

from xiezhi.screening.availability import Availability, availabilities, availability
from xiezhi.screening.dictionary import Column, Dictionary, Table, load_dictionary, national
from xiezhi.screening.digests import content_digest, table_digest
from xiezhi.screening.engines import Engine, Limits
from xiezhi.screening.errors import (
    ModelInvalid,
    ParameterMissing,
    RunStopped,
    ScreeningError,
    SqlRefused,
    Unmapped,
    UnreadableFile,
)
from xiezhi.screening.examples import ExampleResult, run_examples
from xiezhi.screening.freshness import Freshness
from xiezhi.screening.history import Changes, DataFile
from xiezhi.screening.hits import Anchor, EvidenceRow, Hit, Hits, Origin, ParameterUsed
from xiezhi.screening.importing import import_file
from xiezhi.screening.judgments import ExtractedRow, rows_of
from xiezhi.screening.lint import check_model
from xiezhi.screening.local_values import local_value, overlaid
from xiezhi.screening.model import Model, load_model, load_models, read_model, references
from xiezhi.screening.profiles import Profile, Profiles
from xiezhi.screening.recognition import Choice, Proposal, propose
from xiezhi.screening.records import import_records
from xiezhi.screening.report import ColumnMatch, ImportReport, QuarantinedRow, SheetReport
from xiezhi.screening.running import run
from xiezhi.screening.store import ImportRecord, Store

__all__ = [
    "Anchor",
    "Availability",
    "Changes",
    "Choice",
    "Column",
    "ColumnMatch",
    "DataFile",
    "Dictionary",
    "Engine",
    "EvidenceRow",
    "ExampleResult",
    "ExtractedRow",
    "Freshness",
    "Hit",
    "Hits",
    "ImportRecord",
    "ImportReport",
    "Limits",
    "Model",
    "ModelInvalid",
    "Origin",
    "ParameterMissing",
    "ParameterUsed",
    "Profile",
    "Profiles",
    "Proposal",
    "QuarantinedRow",
    "RunStopped",
    "ScreeningError",
    "SheetReport",
    "SqlRefused",
    "Store",
    "Table",
    "Unmapped",
    "UnreadableFile",
    "availabilities",
    "availability",
    "check_model",
    "content_digest",
    "import_file",
    "import_records",
    "load_dictionary",
    "load_model",
    "load_models",
    "local_value",
    "national",
    "overlaid",
    "propose",
    "read_model",
    "references",
    "rows_of",
    "run",
    "run_examples",
    "table_digest",
]
