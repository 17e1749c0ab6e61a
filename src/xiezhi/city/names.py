"""Invented personal names, drawn deterministically."""

from random import Random

SURNAMES = (
    "沈顾陆程苏谢罗贺周白关林叶江何方许冯邓曹彭萧蔡潘田袁董于余杜戴夏钟汪"
    "任姜范石姚谭廖邹熊金孔秦阎薛侯雷龙段郝邵孟万覃尹黎易常武乔赖龚文庞樊"
)
MALE = """
砚川 启衡 临川 明远 承砚 停云 怀瑾 景行 知秋 长风 伯安 修远 云起 望舒 思齐
振声 向东 守拙 少陵 文渊 志新 大勇 国梁 家栋 永年 立群 海峰 建民 春生 德厚
"""
FEMALE = """
小川 可 晚照 露 月白 青禾 采薇 若水 清越 知微 婉清 静姝 令仪 灵犀 如初
秀兰 玉珍 桂芳 美玲 丽华 晓燕 雪梅 海棠 春桃 红英 慧敏 佩兰 淑贞 凤仪 云裳
"""


def personal_name(draw: Random, *, male: bool) -> str:
    """Return an invented name of two to three characters."""
    return draw.choice(SURNAMES) + draw.choice((MALE if male else FEMALE).split())
