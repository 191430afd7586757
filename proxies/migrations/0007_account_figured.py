from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("proxies", "0006_history")]

    operations = [
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                fields=["event"],
                name="account_figured",
                condition=Q(killed_low__isnull=False)
                | Q(killed_best__isnull=False)
                | Q(killed_high__isnull=False),
            ),
        ),
    ]
