namespace Skylite.Workbench.Reports.Sections;

/// <summary>The parts of the page in their order.</summary>
internal static class ReportSections
{
    public static IReadOnlyList<IReportSection> All { get; } =
    [
        new ComparisonSection(),
        new TradeOffSection(),
        new LayerSection(),
        new TrainingSection(),
        new ConfusionSection(),
        new ClassSection(),
        new MapSection(),
        new SampleSection(),
        new SensitivitySection(),
        new CertificateSection(),
        new CommandSection(),
        new EnvironmentSection(),
    ];
}
