"""A table for what packs of rules say, so that old acts are replayed under their own rules."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptPack',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name='摘要')),
                ('version', models.CharField(max_length=64, verbose_name='规则版本')),
                ('content', models.BinaryField(verbose_name='内容')),
                ('kept_at', models.CharField(max_length=27, verbose_name='保存时间')),
            ],
            options={
                'verbose_name': '规则包',
                'ordering': ['kept_at', 'digest'],
            },
        ),
    ]
