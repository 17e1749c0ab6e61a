"""What a clue's page says of how a row was linked."""

from xiezhi.clues.linked_words import linked_words


def test_every_basis_has_its_words():
    parts = [["姓名", "一致", "15.0000", False], ["性别", "一方未提供", "0.0000", False]]
    weighed = linked_words(
        {"basis": "weight", "weight": "9.5316", "prior": "-19.9316", "parts": parts}
    )
    assert "总权重 9.5（起点 -19.9；姓名一致 +15.0）" in weighed
    assert linked_words({"basis": "number"}) == "按有效号码认定为同一对象"
    assert linked_words({"basis": "decided", "words": "沈砚判断是同一人：户籍"}).endswith("户籍")
    assert "没有号码" in linked_words({"basis": "alone"})
    assert linked_words(None) == ""
