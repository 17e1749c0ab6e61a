"""The messages of schema version 1, each kind with its body."""

from datetime import date
from typing import Annotated, Literal

from django.core.exceptions import ValidationError as Wrong
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from xiezhi.casework.identity import check_identity_number

VERSION = "1"
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _identity(number: str) -> str:
    try:
        return check_identity_number(number) if number else number
    except Wrong as wrong:
        raise ValueError("".join(wrong.messages)) from wrong


class Schema(BaseModel):
    """Nothing unknown is taken: a misspelt field would otherwise be lost in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PartyIn(Schema):
    """A person in the case as the sender registered them."""

    role: Literal["suspect", "victim"] = "suspect"
    name: Words
    identity_number: Annotated[str, AfterValidator(_identity)] = ""
    sex: Literal["male", "female", ""] = ""
    born_on: date | None = None
    phone: str = ""
    custody: Literal["none", "in_custody", "bail", "residential_surveillance"] = "none"
    custody_place: str = ""
    custody_from: date | None = None
    counsel: str = ""
    plea_leniency: bool | None = None


class EvidenceIn(Schema):
    """An item of evidence handed over, by its statutory kind."""

    kind: Literal[
        "physical", "documentary", "witness", "victim", "confession", "appraisal", "record",
        "electronic",
    ]  # fmt: skip
    name: Words
    source: Words
    collected_by: str = ""
    collected_on: date | None = None
    is_key: bool = False


class Handover(Schema):
    """A case handed over: number of the sender's paper, people, evidence, the paper's text.

    `police_case_number` is the number under which the police registered the case.
    """

    request_number: Words
    police_case_number: str = ""
    title: Words
    cause: Words
    parties: tuple[PartyIn, ...] = Field(min_length=1)
    evidence: tuple[EvidenceIn, ...] = ()
    text: Long


class ArrestRequest(Handover):
    """提请批准逮捕书 with the material on social danger."""

    danger: str = ""


class ProsecutionTransfer(Handover):
    """起诉意见书; `follows` is the number of our earlier proceeding in the case, if any."""

    follows: str = ""


class ExecutionReceipt(Schema):
    """执行回执 to a document of ours: when it was executed, or why it was not."""

    document_number: Words
    name: Words
    executed_on: date | None = None
    not_executed_because: str = ""


class Reply(Schema):
    """A reply to a document of ours."""

    document_number: Words
    content: Long


Key = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class Envelope(Schema):
    """What every message carries around its body."""

    schema_version: Literal["1"]
    kind: Literal["arrest_request", "prosecution_transfer", "execution_receipt", "reply"]
    key: Key
    to: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    body: dict[str, object]


BODIES: dict[str, type[Schema]] = {
    "arrest_request": ArrestRequest,
    "prosecution_transfer": ProsecutionTransfer,
    "execution_receipt": ExecutionReceipt,
    "reply": Reply,
}
