# Builds dist\wanderlust-VERSION-windows-x86_64.exe from a clean clone. Needs Python 3.11 to 3.14 and Inno Setup 6.
# Signs when SIGN_THUMBPRINT names a certificate. Written on Linux and never run; the steps are those of packaging/build.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
$env:PYTHONPATH = (Get-Location).Path
python packaging\prepare_environment.py
$python = ".venv\Scripts\python.exe"
& $python -m pip install --quiet --editable ".[engine,twilio,bundle]"
& $python packaging\bundle_data.py build\made\data
& $python packaging\gather_licences.py build\made\licences
& $python packaging\make_icons.py build\made\icons
& $python packaging\fill_templates.py build\made
& $python packaging\translations.py compile
& $python -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build packaging\wanderlust.spec
$version = & $python -c "import wanderlust; print(wanderlust.__version__)"

function Add-Signature($file) {
    if ($env:SIGN_THUMBPRINT) {
        signtool sign /sha1 $env:SIGN_THUMBPRINT /fd SHA256 /tr http://timestamp.digicert.com /td SHA256 $file
    }
}

Add-Signature "dist\wanderlust\wanderlust.exe"
iscc "/DVersion=$version" packaging\windows\installer.iss
Add-Signature "dist\wanderlust-$version-windows-x86_64.exe"
