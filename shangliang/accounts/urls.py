"""Addresses of accounts."""

from django.urls import path

from shangliang.accounts.views import account, identities, letters, privacy, signing, steps

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-in/code/", signing.ask_code, name="ask_code"),
    path("sign-in/code/enter/", signing.enter_code, name="enter_code"),
    path("sign-in/demo/", signing.demo_sign_in, name="demo_sign_in"),
    path("sign-in/organisation/", identities.oidc_sign_in, name="oidc_sign_in"),
    path("sign-in/organisation/back/", identities.oidc_back, name="oidc_back"),
    path("sign-in/second-step/", steps.second_step, name="second_step"),
    path("sign-in/second-step/code/", steps.step_by_code, name="step_by_code"),
    path("sign-in/second-step/passkey/", steps.step_by_passkey, name="step_by_passkey"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("password-reset/", letters.ask_reset, name="ask_reset"),
    path("password-reset/<int:pk>/<slug:token>/", letters.reset_password, name="reset_password"),
    path("invitation/<int:pk>/<slug:token>/", letters.invitation, name="invitation"),
    path("account/", account.account, name="account"),
    path("account/prove/", signing.prove, name="prove"),
    path("account/address/", account.change_address, name="change_address"),
    path("account/address/<int:pk>/<slug:token>/", letters.confirm_address, name="confirm_address"),
    path("account/password/", account.set_password, name="set_password"),
    path("account/security/", account.security, name="security"),
    path("account/second-factor/", steps.second_factor, name="second_factor"),
    path("account/second-factor/app/", steps.add_app, name="add_app"),
    path("account/second-factor/passkey/", steps.add_passkey, name="add_passkey"),
    path("account/second-factor/remove/", steps.remove_factor, name="remove_factor"),
    path("account/recovery-codes/", steps.renew_codes, name="renew_codes"),
    path("account/organisation/", identities.oidc_connect, name="oidc_connect"),
    path("account/organisation/<int:pk>/remove/", identities.oidc_remove, name="oidc_remove"),
    path("account/sessions/<int:pk>/end/", account.end_session, name="end_session"),
    path("account/sessions/end-all/", account.end_all_sessions, name="end_all_sessions"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/my-data/", privacy.my_data, name="my_data"),
    path("privacy/erasure/", privacy.ask_erasure, name="ask_erasure"),
    path("privacy/erasure/withdraw/", privacy.withdraw_erasure, name="withdraw_erasure"),
    path("privacy/erasures/", privacy.erasures, name="erasures"),
    path("privacy/erasures/<int:pk>/", privacy.erase, name="erase"),
    path("security-log/", account.security_log, name="security_log"),
]
