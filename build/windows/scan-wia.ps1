# Scans by Windows Image Acquisition (WIA 2.0 automation) for Windows PowerShell 5.1.
#
#   powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -File scan-wia.ps1 -Action list
#   powershell ... -File scan-wia.ps1 -Action scan -DeviceId ID -Source flatbed|feeder
#              -Dpi 200|300 [-Duplex] [-TouchNothing] -Folder EMPTY-PRIVATE-FOLDER
#
# Prints one JSON object a line and nothing else, in ASCII, so that no console code page matters:
#
#   {"device":{"id":"...","vendor":"...","product":"...","pnp":"...","handling":3}}
#   {"page":"page-0001.jpg"}     a page is in the folder; then it waits for a line: "next" or "stop"
#   {"done":2}                   the end, with the number of pages
#   {"error":"0x80210003"}       the HRESULT that ended it
#
# Keep this file ASCII: Windows PowerShell reads a script without a byte-order mark in the code page
# of the machine.
param(
  [Parameter(Mandatory = $true)][ValidateSet('list', 'scan')][string]$Action,
  [string]$DeviceId = '',
  [ValidateSet('flatbed', 'feeder')][string]$Source = 'flatbed',
  [ValidateSet(200, 300)][int]$Dpi = 200,
  [switch]$Duplex,
  [switch]$TouchNothing,
  [string]$Folder = ''
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2

# Identifiers of wiadef.h.
$ScannerDeviceType = 1
$PropertyHandlingCapabilities = '3086'
$PropertyHandlingSelect = '3088'
$PropertyPages = '3096'
$PropertyIntent = '6146'
$PropertyDpiX = '6147'
$PropertyDpiY = '6148'
$PropertyStartX = '6149'
$PropertyStartY = '6150'
$PropertyExtentX = '6151'
$PropertyExtentY = '6152'
$HandlingFeeder = 1
$HandlingFlatbed = 2
$HandlingDuplex = 4
$IntentColour = 1
$FormatJpeg = '{B96B3CAE-0728-11D3-9D7B-0000F81EF32E}'
$ErrorPaperEmpty = '0x80210003'
# A4 in inches.
$PaperWidth = 8.27
$PaperHeight = 11.69
# The quality at which papers are kept.
$JpegQuality = 92
# More than any feeder holds.
$MostPages = 500

function ConvertTo-Ascii([string]$Text) {
  $builder = New-Object System.Text.StringBuilder
  foreach ($character in $Text.ToCharArray()) {
    $code = [int]$character
    if ($code -lt 32 -or $code -gt 126 -or $character -eq '"' -or $character -eq '\') {
      [void]$builder.AppendFormat('\u{0:x4}', $code)
    } else {
      [void]$builder.Append($character)
    }
  }
  return $builder.ToString()
}

function Write-JsonLine([string]$Json) {
  [Console]::Out.Write($Json + "`n")
  [Console]::Out.Flush()
}

function Get-ErrorCode($ErrorRecord) {
  $exception = $ErrorRecord.Exception.GetBaseException()
  return '0x{0:X8}' -f $exception.HResult
}

function Get-NamedProperty($Properties, [string]$Name) {
  try { return [string]$Properties.Item($Name).Value } catch { return '' }
}

# Some drivers lack a property, or refuse a value they dislike: the scan goes on with their own.
function Set-Property($Properties, [string]$Id, $Value) {
  if ($TouchNothing) { return }
  try { $Properties.Item($Id).Value = $Value } catch { }
}

function Show-Devices($Manager) {
  foreach ($info in $Manager.DeviceInfos) {
    if ($info.Type -ne $ScannerDeviceType) { continue }
    $handling = 0
    try { $handling = [int]$info.Connect().Properties.Item($PropertyHandlingCapabilities).Value } catch { }
    $line = '{{"device":{{"id":"{0}","vendor":"{1}","product":"{2}","pnp":"{3}","handling":{4}}}}}' -f `
      (ConvertTo-Ascii $info.DeviceID),
      (ConvertTo-Ascii (Get-NamedProperty $info.Properties 'Manufacturer')),
      (ConvertTo-Ascii (Get-NamedProperty $info.Properties 'Name')),
      (ConvertTo-Ascii (Get-NamedProperty $info.Properties 'PnP ID String')),
      $handling
    Write-JsonLine $line
  }
}

function Save-AsJpeg($Image, [string]$Path) {
  # Many drivers hand back a bitmap whatever was asked for.
  if ($Image.FormatID -ne $FormatJpeg) {
    $process = New-Object -ComObject WIA.ImageProcess
    $process.Filters.Add($process.FilterInfos.Item('Convert').FilterID)
    $process.Filters.Item(1).Properties.Item('FormatID').Value = $FormatJpeg
    $process.Filters.Item(1).Properties.Item('Quality').Value = $JpegQuality
    $Image = $process.Apply($Image)
  }
  $Image.SaveFile($Path)
}

function Find-Device($Manager) {
  foreach ($info in $Manager.DeviceInfos) {
    if ($info.DeviceID -eq $DeviceId) { return $info.Connect() }
  }
  return $null
}

function Start-Scan($Manager) {
  $device = Find-Device $Manager
  if ($null -eq $device) {
    # WIA_S_NO_DEVICE_AVAILABLE
    Write-JsonLine '{"error":"0x80210015"}'
    return
  }
  $handling = $HandlingFlatbed
  if ($Source -eq 'feeder') { $handling = $HandlingFeeder }
  if ($Source -eq 'feeder' -and $Duplex) { $handling = $HandlingFeeder + $HandlingDuplex }
  Set-Property $device.Properties $PropertyHandlingSelect $handling
  if ($Source -eq 'feeder') { Set-Property $device.Properties $PropertyPages 1 }

  $item = $device.Items.Item(1)
  Set-Property $item.Properties $PropertyIntent $IntentColour
  # The resolution before the extent: drivers compute the extent's bounds from it.
  Set-Property $item.Properties $PropertyDpiX $Dpi
  Set-Property $item.Properties $PropertyDpiY $Dpi
  Set-Property $item.Properties $PropertyStartX 0
  Set-Property $item.Properties $PropertyStartY 0
  Set-Property $item.Properties $PropertyExtentX ([int]($PaperWidth * $Dpi))
  Set-Property $item.Properties $PropertyExtentY ([int]($PaperHeight * $Dpi))

  $pages = 0
  while ($pages -lt $MostPages) {
    try {
      $image = $item.Transfer($FormatJpeg)
    } catch {
      $code = Get-ErrorCode $_
      # The normal end of a feeder.
      if ($code -eq $ErrorPaperEmpty -and $pages -gt 0) { break }
      Write-JsonLine ('{{"error":"{0}"}}' -f $code)
      return
    }
    $pages += 1
    $name = 'page-{0:d4}.jpg' -f $pages
    Save-AsJpeg $image (Join-Path $Folder $name)
    Write-JsonLine ('{{"page":"{0}"}}' -f $name)
    # The other side has died when its end of the line is closed.
    $order = [Console]::In.ReadLine()
    if ($order -ne 'next') { break }
    if ($Source -eq 'flatbed') { break }
  }
  Write-JsonLine ('{{"done":{0}}}' -f $pages)
}

try {
  $manager = New-Object -ComObject WIA.DeviceManager
  if ($Action -eq 'list') { Show-Devices $manager } else { Start-Scan $manager }
} catch {
  Write-JsonLine ('{{"error":"{0}"}}' -f (Get-ErrorCode $_))
}
