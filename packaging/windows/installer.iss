; Inno Setup 6: an installer for one person, without administrator rights.   iscc packaging\windows\installer.iss
; The version comes from packaging\windows\build.ps1 as /DVersion=...
; Unsigned, SmartScreen says "Windows protected your PC": More info, then Run anyway. To avoid that, sign the program and
; the installer (build.ps1 does, when a certificate is named); a new certificate earns its reputation by downloads.
#ifndef Version
  #define Version "0.0.0"
#endif

[Setup]
AppId={{6C0E4C0C-6C3B-4E53-9B0A-3C1B6A7E51D4}
AppName=Wanderlust
AppVersion={#Version}
AppPublisher=The Wanderlust developers
DefaultDirName={localappdata}\Programs\Wanderlust
DefaultGroupName=Wanderlust
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\made\icons\wanderlust.ico
UninstallDisplayIcon={app}\wanderlust.exe
OutputDir=..\..\dist
OutputBaseFilename=wanderlust-{#Version}-windows-x86_64
Compression=lzma2/normal
SolidCompression=yes
ChangesAssociations=yes
WizardStyle=modern

[Files]
Source: "..\..\dist\wanderlust\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\Wanderlust"; Filename: "{app}\wanderlust.exe"; Parameters: "run"
Name: "{group}\Licences of all parts"; Filename: "{app}\_internal\licences"

[Registry]
Root: HKA; Subkey: "Software\Classes\.wander"; ValueType: string; ValueData: "Wanderlust.Trip"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Wanderlust.Trip"; ValueType: string; ValueData: "Wanderlust trip"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Wanderlust.Trip\DefaultIcon"; ValueType: string; ValueData: "{app}\wanderlust.exe,0"

[Run]
Filename: "{app}\wanderlust.exe"; Parameters: "run"; Description: "Start Wanderlust"; Flags: nowait postinstall skipifsilent

; Nothing of the traveller's is touched: talks, trips, settings and downloads lie in the user's own folders.
