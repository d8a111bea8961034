# State of printers and of one job, for Windows PowerShell 5.1.
#
#   powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -File print-status.ps1 -Action list
#   powershell ... -File print-status.ps1 -Action follow -Printer NAME
#
# Prints one JSON object a line and nothing else, in ASCII, so that no console code page matters:
#
#   {"printer":{"name":"...","driver":"...","port":"...","status":0,"offline":false,"isDefault":true}}
#   {"done":true}                                     the end of a list
#   {"state":{"printer":{...}|null,"jobs":[{"id":4,"status":16}]}}   answers "look"
#   {"cancelled":4}                                   answers "cancel 4"
#   {"error":"0x80070005"}                            the HRESULT of what failed
#
# "follow" ends when its input is closed, which also happens when the core dies.
# Keep this file ASCII: Windows PowerShell reads a script without a byte-order mark in the code page
# of the machine.
param(
  [Parameter(Mandatory = $true)][ValidateSet('list', 'follow')][string]$Action,
  [string]$Printer = ''
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2

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
  return '0x{0:X8}' -f $ErrorRecord.Exception.GetBaseException().HResult
}

function ConvertTo-Flag($Value) {
  if ($Value) { return 'true' }
  return 'false'
}

# WMI tells the default and "work offline"; the spooler's own flags come from Get-Printer.
function ConvertTo-PrinterJson($Wmi) {
  $status = 0
  try { $status = [int64](Get-Printer -Name $Wmi.Name).PrinterStatus } catch { $status = 0 }
  return '{{"name":"{0}","driver":"{1}","port":"{2}","status":{3},"offline":{4},"isDefault":{5}}}' -f `
    (ConvertTo-Ascii $Wmi.Name), (ConvertTo-Ascii ([string]$Wmi.DriverName)), `
    (ConvertTo-Ascii ([string]$Wmi.PortName)), $status, `
    (ConvertTo-Flag $Wmi.WorkOffline), (ConvertTo-Flag $Wmi.Default)
}

function Get-NamedPrinter([string]$Name) {
  return Get-CimInstance -ClassName Win32_Printer | Where-Object { $_.Name -eq $Name } |
    Select-Object -First 1
}

function Write-State {
  $found = Get-NamedPrinter $Printer
  $printerJson = 'null'
  $jobs = @()
  if ($null -ne $found) {
    $printerJson = ConvertTo-PrinterJson $found
    foreach ($job in @(Get-PrintJob -PrinterName $Printer)) {
      $jobs += '{{"id":{0},"status":{1}}}' -f [int]$job.ID, [int64]$job.JobStatus
    }
  }
  Write-JsonLine ('{{"state":{{"printer":{0},"jobs":[{1}]}}}}' -f $printerJson, ($jobs -join ','))
}

if ($Action -eq 'list') {
  try {
    foreach ($found in @(Get-CimInstance -ClassName Win32_Printer)) {
      Write-JsonLine ('{"printer":' + (ConvertTo-PrinterJson $found) + '}')
    }
    Write-JsonLine '{"done":true}'
  } catch {
    Write-JsonLine ('{"error":"' + (Get-ErrorCode $_) + '"}')
  }
  exit 0
}

while ($true) {
  $line = [Console]::In.ReadLine()
  if ($null -eq $line) { break }
  try {
    if ($line -eq 'look') {
      Write-State
    } elseif ($line -match '^cancel (\d+)$') {
      $id = [int]$Matches[1]
      Remove-PrintJob -PrinterName $Printer -ID $id
      Write-JsonLine ('{"cancelled":' + $id + '}')
    }
  } catch {
    Write-JsonLine ('{"error":"' + (Get-ErrorCode $_) + '"}')
  }
}
