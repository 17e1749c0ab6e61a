"""Planted firms: names in changed forms, mistyped codes, moved offices, owners of several firms.

Written apart from the linker, with its own check character (GB 32100) and its own errors.
"""

import random
from datetime import date, timedelta

import pyarrow as pa

from xiezhi.screening.linkage.tests.population import CITIES, PARTS, STREETS, Names

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CORE = "恒信达盛泰和瑞丰嘉华宏远天成金鑫东升永兴汇源博安联创优品新源长青海云锦绣中顺通利康"
ALIKE = {
    "达": "大",
    "盛": "胜",
    "鑫": "新",
    "恒": "横",
    "瑞": "锐",
    "博": "搏",
    "锦": "绵",
    "源": "原",
}
TRADES = (
    "商贸",
    "建筑工程",
    "餐饮管理",
    "物流",
    "科技",
    "环保科技",
    "食品",
    "机械制造",
    "医疗器械",
    "劳务",
)
FORMS = ("有限责任公司", "有限公司", "股份有限公司")
TABLES = ("register", "tax", "permit", "insurance")


def with_check(body):
    total = sum(CHARACTERS.index(c) * (3**n % 31) for n, c in enumerate(body))
    return body + CHARACTERS[-total % 31]


def valid_code(code):
    """Whether a code of 18 has the right check character, by own sums; else None."""
    whole = bool(code) and len(code) == 18 and set(code) <= set(CHARACTERS)
    return code if whole and with_check(code[:17]) == code else None


class Firms:
    """Records of firms with errors; ``person`` of a record tells whose it is."""

    def __init__(self, size, seed=1, trouble=1.0):
        """``trouble`` multiplies every rate of error and of missing fields."""
        self.draw = random.Random(seed)
        self.names = Names(self.draw)
        self.trouble = trouble
        self.records = []
        number, last = 0, None
        while len(self.records) < size:
            last = self._firm(last)
            for table in self.draw.sample(TABLES, self.draw.choice((1, 2, 2, 3))):
                self.records.append(self._record(number, last, table))
            number += 1

    def table(self):
        """The records as the linker takes them: without whose they are."""
        types = {c: pa.string() for c in self.records[0]} | {"established_on": pa.date32()}
        del types["person"]
        return pa.Table.from_pylist(self.records, pa.schema(types))

    def _chance(self, rate):
        return self.draw.random() < rate * self.trouble

    def _office(self):
        draw = self.draw
        street = f"{draw.choice(STREETS)}{draw.randint(1, 300)}号"
        return draw.choice(CITIES), draw.choice(PARTS), street

    def _phone(self):
        return f"0{self.draw.randint(300, 999)}{self.draw.randrange(10**8):08d}"

    def _firm(self, last):
        """A new firm: now and then of the last one's owner, in its building, or of its brand."""
        draw = self.draw
        made = {
            "office": self._office(),
            "core": "".join(draw.choice(CORE) for _ in range(draw.choice((2, 2, 3)))),
            "trade": draw.choice(TRADES),
            "form": draw.choice(FORMS),
            "head": self.names.name("男" if draw.random() < 0.7 else "女"),
            "phone": self._phone(),
            "on": date(1995, 1, 1) + timedelta(days=int(draw.random() * 11_000)),
        }
        kin = draw.random() if last else 1
        if kin < 0.06:
            made |= {"head": last["head"], "phone": last["phone"]}
        elif kin < 0.10:
            made |= {"office": last["office"]}
        elif kin < 0.14:
            made |= {"core": last["core"], "trade": last["trade"], "head": last["head"]}
        body = "91" + f"99{draw.randrange(100):02d}{draw.randrange(100):02d}"
        body += "".join(draw.choice(CHARACTERS) for _ in range(9))
        made |= {"code": with_check(body), "moved": self._office(), "second": self._phone()}
        return made | {"later": self.names.name("女")}

    def _record(self, number, firm, table):
        draw = self.draw
        record = {
            "key": f"{table}:{len(self.records)}",
            "person": number,
            "credit_code": None if self._chance(0.40) else self._code(firm["code"]),
            "firm_name": self._name(firm),
            "legal_representative": firm["later"] if self._chance(0.08) else firm["head"],
            "address": self._address(firm),
            "phone": firm["second"] if self._chance(0.20) else firm["phone"],
            "established_on": firm["on"],
        }
        missing = {"legal_representative": 0.15, "address": 0.1, "phone": 0.3}
        missing |= {"established_on": 0.35}
        for column, rate in missing.items():
            record[column] = None if self._chance(rate) else record[column]
        if record["established_on"] and self._chance(0.02):
            record["established_on"] += timedelta(days=draw.randint(1, 40))
        return record

    def _code(self, code):
        place = self.draw.randrange(18)
        if self._chance(0.04):
            return code[:place] + self.draw.choice(CHARACTERS) + code[place + 1 :]
        if self._chance(0.01) and place < 17:
            return code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        return code

    def _name(self, firm):
        draw = self.draw
        core = firm["core"]
        if self._chance(0.02):
            core = "".join(ALIKE.get(c, c) for c in core)
        if self._chance(0.01):
            core = core[:-1] + draw.choice(CORE)
        place = "" if self._chance(0.10) else firm["office"][0]
        place = place.removesuffix("市") if self._chance(0.08) else place
        form = draw.choice(FORMS) if self._chance(0.15) else firm["form"]
        name = place + core + firm["trade"] + form
        return f"{core}{firm['trade']}（{place}）{form}" if place and self._chance(0.04) else name

    def _address(self, firm):
        city, part, street = firm["moved"] if self._chance(0.15) else firm["office"]
        return (city + part if self.draw.random() < 0.8 else part) + street
