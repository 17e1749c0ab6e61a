"""Writes the agencies' exports as they really come: title rows, totals, notes, GB18030."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from xiezhi.city import agencies
from xiezhi.city.books import Books

Row = list[Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: name, header, rows, an optional title line, whether it ends in a total."""

    name: str
    header: Sequence[str]
    rows: Iterable[Row]
    title: str = ""
    total: bool = False


def write_all(books: Books, folder: Path) -> list[Path]:
    """Write every agency's files into ``folder`` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _police(books, folder),
        _detention_house(books, folder),
        _court_sentences(books, folder),
        _court_judgments(books, folder),
        _prison(books, folder),
        _pension_office(books, folder),
        *_justice_bureau(books, folder),
        _court_loans(books, folder),
        _finance_office(books, folder),
    ]


def _police(books: Books, folder: Path) -> Path:
    header = (
        "案件编号",
        "嫌疑人姓名",
        "证件号码(18位)",
        "强制措施",
        "执行时间",
        "变更解除日期",
        "决定单位",
        "鉴定天数",
        "是否身份不明",
    )
    title = "云州市公安局刑事强制措施台账"
    return _excel(
        folder / "公安强制措施台账.xlsx",
        [Sheet("Sheet1", header, agencies.measures(books), title, total=True)],
    )


def _detention_house(books: Books, folder: Path) -> Path:
    header = (
        "姓　名",
        "身份证号码",
        "入所",
        "变更/出所",
        "涉嫌罪名",
        "案件编号",
        "办案单位",
        "监室",
    )
    rows = ([agencies.as_text(value) for value in row] for row in agencies.custody(books))
    return _excel(
        folder / "在押人员台账（最终）.xlsx",
        [Sheet("Sheet1 (2)", header, rows, "云州市看守所在押人员台账", total=True)],
    )


def _court_sentences(books: Books, folder: Path) -> Path:
    header = (
        "案件编号",
        "判决书文号",
        "罪犯姓名",
        "公民身份号码",
        "罪名",
        "主刑",
        "刑期(月)",
        "缓刑考验期",
        "是否累犯",
        "罚金(元)",
        "判决日期",
        "生效日期",
        "执行日期",
        "折抵日数",
    )
    return _csv(folder / "生效判决与执行通知.csv", header, agencies.sentences(books), "gb18030")


def _court_judgments(books: Books, folder: Path) -> Path:
    return _excel(
        folder / "刑事判决书.xlsx",
        [
            Sheet(
                "刑事判决",
                (
                    "判决书编号",
                    "案号",
                    "年份",
                    "审理法院",
                    "公诉机关",
                    "审级",
                    "起诉日期",
                    "判决日期",
                ),
                agencies.judgments(books),
            ),
            Sheet(
                "被告人",
                (
                    "判决书编号",
                    "序号",
                    "被告人姓名",
                    "身份证号码",
                    "被告人类型",
                    "出生日期",
                    "作案日期",
                    "刑拘日期",
                    "逮捕日期",
                    "是否累犯",
                ),
                agencies.defendants(books),
            ),
            Sheet("指控罪名", ("判决书编号", "序号", "罪名来源", "罪名"), agencies.charges(books)),
            Sheet("引用条款", ("判决书编号", "刑法条款"), agencies.articles(books)),
            Sheet(
                "前科",
                (
                    "判决书编号",
                    "被告人序号",
                    "前科序号",
                    "前罪罪名",
                    "前罪主刑",
                    "前罪刑期(月)",
                    "前罪犯罪日期",
                    "前罪判决日期",
                    "刑满释放日期",
                ),
                agencies.priors(books),
            ),
            Sheet(
                "量刑建议",
                (
                    "判决书编号",
                    "被告人序号",
                    "建议主刑",
                    "建议刑期下限(月)",
                    "建议刑期上限(月)",
                    "是否建议罚金",
                ),
                agencies.proposals(books),
            ),
        ],
    )


def _prison(books: Books, folder: Path) -> Path:
    header = ("罪犯姓名", "身份证号", "刑种", "服刑监狱", "收监日期", "出监日期", "出监原因")
    return _excel(
        folder / "云州监狱罪犯名册.xlsx",
        [Sheet("名册", header, agencies.prisoners(books), "云州监狱罪犯名册", total=True)],
    )


def _pension_office(books: Books, folder: Path) -> Path:
    header = (
        "公民身份号码",
        "参保人姓名",
        "险种",
        "待遇所属期",
        "到账日期",
        "发放金额(元)",
        "退回日期",
    )
    return _csv(folder / "养老待遇发放.csv", header, agencies.pensions(books), "utf-8-sig")


def _justice_bureau(books: Books, folder: Path) -> list[Path]:
    header = (
        "矫正对象",
        "身份证号",
        "矫正类型",
        "判决生效日期",
        "入矫日期",
        "组织查找时间",
        "延期报到理由",
        "矫正开始日期",
        "矫正截止日期",
        "司法所",
    )
    register = _excel(
        folder / "社区矫正对象名册.xlsx",
        [Sheet("在册", header, agencies.corrections(books), "社区矫正对象名册", total=True)],
    )
    header = ("矫正对象", "身份证号", "报告类型", "报告时间", "接收单位")
    reports = _csv(
        folder / "社区矫正报到记录.csv", header, agencies.correction_reports(books), "gb18030"
    )
    return [register, reports]


def _court_loans(books: Books, folder: Path) -> Path:
    return _excel(
        folder / "民间借贷裁判.xlsx",
        [
            Sheet(
                "民间借贷",
                (
                    "判决书编号",
                    "案号",
                    "审理法院",
                    "立案日期",
                    "裁判日期",
                    "结案方式",
                    "借款时间",
                    "借款本金",
                    "约定利率",
                    "判决月利率",
                    "是否有借条",
                    "交付方式",
                    "是否缺席",
                    "是否债权转让",
                ),
                agencies.loans(books),
            ),
            Sheet(
                "借贷当事人",
                (
                    "判决书编号",
                    "诉讼地位",
                    "当事人序号",
                    "当事人名称",
                    "身份证号码",
                    "统一社会信用代码",
                ),
                agencies.loan_parties(books),
            ),
        ],
    )


def _finance_office(books: Books, folder: Path) -> Path:
    header = ("统一社会信用代码", "机构名称", "发证日期", "到期日期")
    return _csv(folder / "放贷资质名录.csv", header, agencies.licences(books), "utf-8")


def _excel(path: Path, sheets: Sequence[Sheet]) -> Path:
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        if sheet.title:
            page.append([sheet.title])
            page.append(["填报单位：云州市"])
        page.append(list(sheet.header))
        count = 0
        for row in sheet.rows:
            page.append(["" if value is None else value for value in row])
            count += 1
        if sheet.total:
            page.append(["合计", f"{count} 条"])
    book.save(path)
    return path


def _csv(path: Path, header: Sequence[str], rows: Iterable[Row], encoding: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        writer.writerows(rows)
    return path
