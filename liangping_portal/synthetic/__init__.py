"""A synthetic district for scale: any number of schools, teachers, articles and sessions from one seed.

Every name begins with 示例 and every row that can say so is marked as sample; nothing here is true.
"""
