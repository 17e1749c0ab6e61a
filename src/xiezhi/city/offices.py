"""The procuratorates of the fictional prefecture and everybody in them."""

from collections.abc import Iterator
from itertools import count
from random import Random

from xiezhi.city.identity import DISTRICTS
from xiezhi.city.names import personal_name
from xiezhi.organs.actions.establish import OfficeGiven, PersonGiven, PostGiven
from xiezhi.organs.roles import Category, Function, Level, Role

PROVINCE, CITY = "990000", "990100"
DEPARTMENTS = (
    ("01", "第一检察部", Function.CRIMINAL_ARREST),
    ("02", "第二检察部", Function.CRIMINAL_PROSECUTION),
    ("03", "第三检察部", Function.CRIMINAL_EXECUTION),
    ("04", "第四检察部", Function.CIVIL),
    ("05", "未成年人检察部", Function.JUVENILE),
    ("06", "案件管理部", Function.CASE_MANAGEMENT),
    ("07", "检务督察部", Function.INSPECTION),
    ("08", "大数据法律监督部", Function.SUPERVISION_DATA),
)
# department → prosecutors besides the head; every one of them takes cases of the pool
PROSECUTORS = {"01": 3, "02": 4, "03": 2, "04": 2, "05": 1}
HEADS_IN_COMMITTEE = ("01", "02", "03")  # with chief, two deputies and a full-time member: seven
KNOWN_NAMES = {  # the people of the visual target, so that pages and pictures agree
    ("990101", "02", Role.PROSECUTOR): "沈砚",
    ("990101", "02", Role.DEPARTMENT_HEAD): "顾临川",
    ("990101", "", Role.CHIEF): "陆明远",
    ("990101", "02", Role.ASSISTANT): "程可",
    ("990101", "03", Role.RESIDENT_PROSECUTOR): "苏晚照",
}


def offices(seed: int) -> Iterator[OfficeGiven]:
    """Yield the superior, the city and its eight districts, superiors first."""
    draw = Random(seed)  # noqa: S311 - invented people, nothing secret
    yield _office(draw, PROVINCE, "云省人民检察院", "云省", Level.PROVINCIAL, None)
    yield _office(draw, CITY, "云州市人民检察院", "云州", Level.CITY, PROVINCE)
    for code, district in DISTRICTS:
        name = (
            f"云州市{district}人民检察院" if district.endswith("区") else f"{district}人民检察院"
        )
        short = district.removesuffix("区").removesuffix("县").removesuffix("市")
        yield _office(draw, f"9901{code}", name, short, Level.DISTRICT, CITY)


def _office(
    draw: Random, code: str, name: str, short: str, level: Level, parent: str | None
) -> OfficeGiven:
    return OfficeGiven(code, name, short, level, parent, DEPARTMENTS, tuple(_people(draw, code)))


def _people(draw: Random, unit: str) -> Iterator[PersonGiven]:
    serial = count(1)

    def person(category: str, *posts: PostGiven) -> PersonGiven:
        known = KNOWN_NAMES.get((unit, posts[0].department, Role(posts[0].role)))
        if known and known in given:
            known = None
        name = known or personal_name(draw, male=draw.random() < 0.55)
        given.add(name)
        return PersonGiven(f"{unit}{next(serial):02d}", name, category, posts)

    given: set[str] = set()
    prosecutor, auxiliary = Category.PROSECUTOR, Category.AUXILIARY
    yield person(prosecutor, PostGiven(Role.CHIEF))
    for _ in range(2):
        yield person(prosecutor, PostGiven(Role.DEPUTY_CHIEF, review_authorised=True))
    yield person(prosecutor, PostGiven(Role.FULL_TIME_MEMBER))
    for department, number in PROSECUTORS.items():
        posts = [PostGiven(Role.DEPARTMENT_HEAD, department, review_authorised=True)]
        if department in HEADS_IN_COMMITTEE:
            posts.append(PostGiven(Role.COMMITTEE_MEMBER))
        yield person(prosecutor, *posts)
        for _ in range(number):
            yield person(prosecutor, PostGiven(Role.PROSECUTOR, department))
        yield person(auxiliary, PostGiven(Role.ASSISTANT, department))
    yield person(prosecutor, PostGiven(Role.RESIDENT_PROSECUTOR, "03"))
    yield person(auxiliary, PostGiven(Role.CLERK, "02"))
    for _ in range(2):
        yield person(Category.ADMINISTRATOR, PostGiven(Role.CASE_MANAGEMENT, "06"))
    yield person(Category.ADMINISTRATOR, PostGiven(Role.INSPECTION, "07"))
    yield person(Category.ADMINISTRATOR, PostGiven(Role.ADMINISTRATOR))
    for _ in range(2 if unit == CITY else 1):
        yield person(auxiliary, PostGiven(Role.ANALYST, "08"))
