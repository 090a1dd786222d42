"""What happens to the installation itself."""

from shangliang.installation.models import Installation
from shangliang.ledger.flow import Flow

installation: Flow[Installation] = Flow("installation", Installation)
