"""Who may see the reports, and who may change them.

    policy      the rule: a mode and two lists, read from the environment; pure
    identity    who somebody is: Streamlit's own sign-in, on the page and in a plain request
    doors       which addresses are open, which show reports, which take a file in
    guard       the one middleware before every address of the application
    limits      how many requests of one client are answered in a minute
    cookies     what sign-in leaves in the browser, and the view that it leads back to
    headers     what browsers are told: where scripts may come from, who may frame the page

The page (`views.sign_in`) and the middleware ask the same `Policy`.
"""
