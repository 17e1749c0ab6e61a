"""PDF of a Word document by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from xiezhi.dossier.drafting.sheet import BODY_FONT, HEADING_FONT, SUBHEADING_FONT, TITLE_FONT

TIMEOUT_SECONDS = 120

# What stands in for the standard's fonts on a machine that lacks them, best first
_STAND_INS: dict[str, tuple[str, ...]] = {
    BODY_FONT: ("仿宋", "FangSong", "Noto Serif CJK SC", "Noto Sans CJK SC"),
    TITLE_FONT: ("小标宋", "宋体", "SimSun", "Noto Serif CJK SC", "Noto Sans CJK SC"),
    SUBHEADING_FONT: ("楷体", "KaiTi", "Noto Serif CJK SC", "Noto Sans CJK SC"),
    HEADING_FONT: ("SimHei", "Noto Sans CJK SC"),
}


class PdfUnavailable(RuntimeError):
    """No LibreOffice here, or it failed; the message says what to do."""


def can_convert() -> bool:
    """Whether LibreOffice is on the path."""
    return shutil.which("soffice") is not None


def to_pdf(content: bytes) -> bytes:
    """Convert a .docx; raises PdfUnavailable when LibreOffice is missing, slow or fails."""
    program = shutil.which("soffice")
    if program is None:
        raise PdfUnavailable("本机没有安装 LibreOffice，不能转换 PDF；请下载 Word 文件")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "document.docx")
        source.write_bytes(content)
        fonts = Path(folder, "fonts.conf")
        fonts.write_text(_font_configuration(), encoding="utf-8")
        # A profile of its own: two conversions at once would otherwise block each other
        command = [
            program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless", "--convert-to", "pdf", "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            subprocess.run(  # noqa: S603
                command,
                check=True,
                capture_output=True,
                timeout=TIMEOUT_SECONDS,
                env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
            )
            return Path(folder, "document.pdf").read_bytes()
        except (subprocess.SubprocessError, FileNotFoundError) as error:
            raise PdfUnavailable("LibreOffice 未能转换本文书；请下载 Word 文件") from error


def _font_configuration() -> str:
    """The machine's own font configuration, and the stand-ins after it."""
    aliases = "".join(
        f'<alias binding="same"><family>{wanted}</family><accept>'
        + "".join(f"<family>{there}</family>" for there in stand_ins)
        + "</accept></alias>"
        for wanted, stand_ins in _STAND_INS.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{aliases}</fontconfig>'
    )
