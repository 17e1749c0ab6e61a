"""The three rules 防止干预司法“三个规定”: records that are only added to, their verification."""
