namespace Skylite.Workbench.Reports;

/// <summary>Where a report was written.</summary>
/// <param name="Report">The HTML file.</param>
public sealed record ReportFile(string Report);
