#!/usr/bin/env bash
# Makes docs/images/*.png anew from a real run of the sample; needs chromium and chromedriver on the path.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn -q -B verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=ScreenshotsIT,WorkbenchIT,RepairIT -Dfailsafe.failIfNoSpecifiedTests=false -Dxmlfleet.screenshots="$PWD/docs/images"
ls -l docs/images
