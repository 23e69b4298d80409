"""What the portal itself holds about a person, and for how long; what other packages hold as well."""

from accounts import own_data

own_data.about("accounts.staffrole.user", until="收回为止", goes=True)
own_data.about("accounts.message.recipient", until="两年", goes=True)
own_data.about("accounts.messagepreference.user", until="账号注销为止", goes=True)
own_data.about("accounts.delivery.user", until="发出后60天", goes=True)
own_data.about("accounts.activationcode.user", until="用过为止", goes=True)
own_data.about("accounts.trustedphone.user", until="30天，或您取消为止", goes=True)
own_data.about("accounts.signinlock.user", until="锁定期间", goes=True)
own_data.about("accounts.leavingrequest.user", until="作为办理的凭据保存")
own_data.about("accounts.auditevent.actor", until="至少六个月（法律要求），不随注销删除")
own_data.about("accounts.importrun.by", until="随所在单位的工作记录保存")
own_data.done_by("accounts.activationcode.issued_by", "accounts.leavingrequest.decided_by")

own_data.about("account.emailaddress.user", until="账号注销为止", goes=True)
own_data.about("mfa.authenticator.user", until="停用，或账号注销为止", goes=True)
own_data.about("admin.logentry.user", until="至少六个月（法律要求），不随注销删除")
