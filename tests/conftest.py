import os

from hypothesis import HealthCheck, settings

# Chance finds new failures here, where somebody can look at them; a verdict on a commit must not depend on it.
settings.register_profile(
    "default",
    derandomize="CI" in os.environ,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=2000)
settings.load_profile("default")
