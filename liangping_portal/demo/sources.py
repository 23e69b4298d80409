"""Where the demo's facts come from, in the words the page prints."""

REPORT = "公开专题报道"
NOTICE = "2024年招生入学通知（仅供参考）"
REWRITTEN = "据公开报道改写"
CREDIT = "插画：本站绘"
SAMPLE = "示例数据，非真实情况"
