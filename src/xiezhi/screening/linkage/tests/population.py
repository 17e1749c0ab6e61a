"""A planted population: people whose records in several tables are known to be theirs.

Written apart from the linker and sharing nothing with it: its own sounds, forms, check digits and
errors, so that a mistake there is not repeated here. Rates are of a record unless said otherwise.
"""

import random
from bisect import bisect
from datetime import date, timedelta
from itertools import accumulate

import pyarrow as pa

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
    "余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯"
    "龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
MEN = (
    "伟玮炜纬|强|磊|军君均|勇永|杰|涛|明铭鸣|超|辉晖|刚|平萍|飞|鹏朋|斌彬|浩昊皓|宇雨语|建健剑|国|华桦"
    "|文闻|志智|峰锋丰枫|林琳霖|波|海|龙隆|亮|凯楷|俊峻骏|东冬栋|宏弘鸿洪红|春|庆|祥翔|新欣鑫心|成诚程承"
    "|德|忠中钟|义毅逸|福|生升|贵|荣容|光广|少绍|卫威|子梓|家佳嘉"
)
WOMEN = (
    "芳方|娜|敏|静婧|丽莉立|艳燕|娟|霞|秀|英瑛颖|玲灵|桂|梅|珍真|慧惠|兰岚|云芸|洁|红虹|玉钰|凤|淑|晓小"
    "|莹盈|婷|雪|琴芹|蓉|倩|丹|颜|菊|月悦|美|爱|彩|蕾|佩|琼|欢|娇|思|诗|雅|怡宜|萌|菲|瑶|晨辰|一依"
)
FORMS = dict(zip("伟芳玲晨静明辉建志海丽英娟莹", "伍芬铃辰净朋晖健忠梅雨芙绢萤", strict=True))
TRADITIONAL = dict(
    zip(
        "张刘陈杨黄赵吴马罗许韩冯邓谭陆贾邹龙贺顾严军杰鹏飞国华龙亮东庆荣红伟强丽艳娟静兰云凤",
        "張劉陳楊黃趙吳馬羅許韓馮鄧譚陸賈鄒龍賀顧嚴軍傑鵬飛國華龍亮東慶榮紅偉強麗艷娟靜蘭雲鳳",
        strict=True,
    )
)
CITIES = ("云州市", "临川市", "安平市", "青溪市", "广阳市", "宁河市", "石门市", "长岭市")
PARTS = (
    "云江区",
    "城关区",
    "高新区",
    "南山区",
    "北湖区",
    "东安县",
    "西华县",
    "白河县",
    "柳林县",
    "清水县",
)
STREETS = ("人民路", "解放路", "建设街", "和平里", "新华路", "文昌巷", "滨河路", "学府街")
TABLES = ("household", "custody", "insurance", "allowance")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Names:
    """Draws characters by rank, common ones often, and knows which sound alike."""

    def __init__(self, draw):
        self.draw = draw
        self.surnames = [1 / (rank + 3) for rank in range(len(SURNAMES))]
        self.given = {sex: pool.replace("|", "") for sex, pool in (("男", MEN), ("女", WOMEN))}
        self.ranks = {
            sex: list(accumulate(1 / (n + 12) for n in range(len(pool))))
            for sex, pool in self.given.items()
        }
        self.surnames = list(accumulate(self.surnames))
        self.alike = {c: g for g in (MEN + "|" + WOMEN).split("|") if len(g) > 1 for c in g}

    def pick(self, pool, ranks):
        return pool[bisect(ranks, self.draw.random() * ranks[-1])]

    def character(self, sex):
        return self.pick(self.given[sex], self.ranks[sex])

    def name(self, sex):
        given = self.character(sex)
        if self.draw.random() < 0.85:
            given += self.character(sex)
        return self.pick(SURNAMES, self.surnames) + given


def check_character(body):
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


class Population:
    """Records of people with errors; ``person`` of a record tells whose it is."""

    def __init__(self, size, seed=1, trouble=1.0):
        """``trouble`` multiplies every rate of error."""
        self.draw = random.Random(seed)
        self.names = Names(self.draw)
        self.trouble = trouble
        self.records = []
        person = 0
        last = None
        while len(self.records) < size:
            last = self._person(last)
            self._appear(person, last, size)
            person += 1

    def table(self):
        """The records as the linker takes them: without whose they are."""
        types = {c: pa.date32() if c == "born_on" else pa.string() for c in self.records[0]}
        del types["person"]
        return pa.Table.from_pylist(self.records, pa.schema(types))

    def _chance(self, rate):
        return self.draw.random() < rate * self.trouble

    def _person(self, last):
        """A new person, with a decoy of the last one now and then."""
        draw = self.draw
        sex = "男" if draw.random() < 0.5 else "女"
        born = date(1940, 1, 1) + timedelta(days=int(draw.random() * 24_000))
        made = {"sex": sex, "born": born, "name": self.names.name(sex)}
        made |= {"home": self._home(), "phone": self._phone()}
        made |= self._decoy(last, made) if last else {}
        made["number"] = self._number(made)
        made |= {"second": self._phone(), "moved": self._home(), "former": made["name"]}
        if draw.random() < 0.003:
            made["former"] = self.names.name(made["sex"])
        return made

    def _decoy(self, last, made):
        """What makes the new person like the last: twin, child, spouse, or a mere namesake."""
        kin = self.draw.random()
        household = {"home": last["home"], "phone": last["phone"]}
        if kin < 0.01:
            given = last["name"][1:2] + self.names.character(last["sex"])
            twin = {"sex": last["sex"], "born": last["born"], "name": last["name"][0] + given}
            return household | twin
        if kin < 0.08:
            return household | {"name": last["name"][0] + made["name"][1:]}
        if kin < 0.13:
            return household
        if kin < 0.14:
            same_day = self.draw.random() < 0.2
            born = last["born"] if same_day else made["born"].replace(last["born"].year, day=1)
            return {"sex": last["sex"], "born": born, "name": last["name"]}
        return {}

    def _home(self):
        street = f"{self.draw.choice(STREETS)}{self.draw.randint(1, 300)}号"
        return self.draw.choice(CITIES), self.draw.choice(PARTS), street

    def _phone(self):
        return "1" + self.draw.choice("3578") + f"{self.draw.randrange(10**9):09d}"

    def _number(self, made):
        city, part = CITIES.index(made["home"][0]), PARTS.index(made["home"][1])
        order = self.draw.randrange(500) * 2 + (made["sex"] == "男")
        body = f"99{city + 1:02d}{part + 1:02d}{made['born']:%Y%m%d}{order:03d}"
        return body + check_character(body)

    def _appear(self, person, who, size):
        tables = self.draw.sample(TABLES, self.draw.choices((1, 2, 3), (35, 40, 25))[0])
        for table in tables:
            if len(self.records) < size:
                record = self._record(who)
                record |= {"key": f"{table}:{len(self.records)}", "person": person}
                self.records.append(record)

    def _record(self, who):
        poor = self.draw.random() < 0.15  # a carelessly kept file lacks much at once
        lacks = 2.0 if poor else 0.8
        missing = {
            column: self._chance(rate * lacks)
            for column, rate in (
                ("identity_number", 0.24), ("born_on", 0.06), ("sex", 0.10),
                ("place", 0.15), ("phone", 0.30),
            )
        }  # fmt: skip
        record = {
            "identity_number": self._written_number(who["number"]),
            "name": self._written_name(who),
            "sex": self._written_sex(who["sex"]),
            "born_on": self._written_day(who["born"]),
            "place": self._written_place(who),
            "phone": self._written_phone(who),
        }
        return {k: None if missing.get(k) else value for k, value in record.items()}

    def _written_number(self, number):
        if self._chance(0.04):
            return self._one_wrong(number, 18)
        if self._chance(0.015):
            return self._transposed(number)
        if number[6:8] == "19" and self._chance(0.03):
            return number[:6] + number[8:17]
        if self._chance(0.01):
            return number[:6] + "********" + number[14:]
        return number

    def _one_wrong(self, text, length):
        place = self.draw.randrange(length)
        others = [d for d in "0123456789" if d != text[place]]
        return text[:place] + self.draw.choice(others) + text[place + 1 :]

    def _transposed(self, text):
        place = self.draw.randrange(len(text) - 1)
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]

    def _written_name(self, who):
        name = who["former"] if self.draw.random() < 0.5 else who["name"]
        if self._chance(0.02):
            place = self.draw.randrange(1, len(name))
            sound = self.names.alike.get(name[place], name[place])
            name = name[:place] + self.draw.choice(sound) + name[place + 1 :]
        if self._chance(0.015):
            name = name[:-1] + FORMS.get(name[-1], name[-1])
        if self._chance(0.003):
            name = name[:2] if len(name) > 2 else name + self.names.character(who["sex"])
        if self._chance(0.03):
            name = "".join(TRADITIONAL.get(c, c) for c in name)
        return name[0] + " " + name[1:] if self._chance(0.01) else name

    def _written_sex(self, sex):
        return "男女".replace(sex, "") if self._chance(0.005) else sex

    def _written_day(self, born):
        try:
            if self._chance(0.01):
                return date(born.year, born.day, born.month)
            if self._chance(0.015):
                return date.fromisoformat(self._off_by_a_digit(born))
            if self._chance(0.005):
                return date.fromisoformat(f"{born:%Y-%m-}{born.day % 10}{born.day // 10}")
        except ValueError:
            return born
        return born

    def _off_by_a_digit(self, born):
        digits = f"{born:%Y%m%d}"
        place = self.draw.randrange(2, 8)
        wrong = digits[:place] + str(self.draw.randrange(10)) + digits[place + 1 :]
        return f"{wrong[:4]}-{wrong[4:6]}-{wrong[6:]}"

    def _written_place(self, who):
        city, part, street = who["moved"] if self._chance(0.25) else who["home"]
        full = city + part if self.draw.random() < 0.8 else part
        return full + street if self.draw.random() < 0.5 else full

    def _written_phone(self, who):
        phone = who["second"] if self._chance(0.20) else who["phone"]
        return self._one_wrong(phone, 11) if self._chance(0.02) else phone
