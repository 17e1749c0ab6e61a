"""A police node for tests: signs, sends, and keeps what it sent."""

import json
import time

from xiezhi.exchange.agencies import Agency
from xiezhi.exchange.door import AGENCY, SIGNATURE, TIME
from xiezhi.exchange.signing import signature

NAME = "云州市公安局云江分局"
POLICE = Agency("yj-police", NAME, "k" * 40, ("YJ",), "police")
DOOR = "/exchange/inbox/"


def configure(settings, folder):
    """Open the door for the police node."""
    entry = {"name": NAME, "secret": POLICE.secret, "procuratorates": list(POLICE.procuratorates)}
    path = folder / "agencies.json"
    path.write_text(json.dumps({POLICE.code: entry}), "utf-8")
    settings.XIEZHI_EXCHANGE_AGENCIES = str(path)


def theft_request(**changes):
    """A request to arrest one detained suspect, with nine items of evidence."""
    body = {
        "request_number": "云公江提捕字〔2026〕15号",
        "title": "沈启衡涉嫌盗窃案",
        "cause": "盗窃",
        "parties": [
            {"name": "沈启衡", "identity_number": "990101199007120016", "sex": "male",
             "born_on": "1990-07-12", "custody": "in_custody", "custody_place": "云州市看守所",
             "custody_from": "2026-02-20"},
        ],
        "evidence": [
            {"kind": kind, "name": name, "source": "侦查卷一", "collected_on": "2026-02-21"}
            for kind, name in (
                ("physical", "撬棍一根"), ("documentary", "购买撬棍的付款记录"),
                ("witness", "邻居张某的证言"), ("victim", "失主李某的陈述"),
                ("confession", "夜间讯问笔录"), ("confession", "日间讯问笔录"),
                ("appraisal", "指纹鉴定书"), ("record", "现场勘验笔录"),
                ("electronic", "楼道监控录像"),
            )
        ],
        "text": "犯罪嫌疑人沈启衡于2026年2月18日夜间入户盗窃，现提请批准逮捕。",
        "danger": "多次作案，可能毁灭、伪造证据",
    }  # fmt: skip
    return {**body, **changes}


def message(kind="arrest_request", key="YJ-2026-0301-1", **body):
    """A message as bytes."""
    envelope = {"schema_version": "1", "kind": kind, "key": key, "to": "YJ"}
    content = {**envelope, "body": body or theft_request()}
    return json.dumps(content, ensure_ascii=False).encode()


def send(client, content, *, agency=POLICE, at=None, sign=None):
    """Post it, signed as the agency."""
    timestamp = str(int(at if at is not None else time.time()))
    return client.post(
        DOOR,
        content,
        content_type="application/json",
        headers={
            AGENCY: agency.code,
            TIME: timestamp,
            SIGNATURE: sign or signature(agency, timestamp, content),
        },
    )
