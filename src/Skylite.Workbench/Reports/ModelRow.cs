namespace Skylite.Workbench.Reports;

/// <summary>Size, speed and quality of one model.</summary>
/// <param name="Name">What the report calls it; unique within a report.</param>
public sealed record ModelRow(string Name)
{
    /// <summary>A few words on how it came about, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Number of parameters.</summary>
    public long Parameters { get; init; }

    /// <summary>Multiply-adds for one image; one multiply-add counts 1.</summary>
    public long Macs { get; init; }

    /// <summary>Bytes of the ONNX file with its external data.</summary>
    public long FileBytes { get; init; }

    /// <summary>Times in ONNX Runtime; those with equal threads and batch are compared between models.</summary>
    public IReadOnlyList<LatencyRow> Latencies { get; init; } = [];

    /// <summary>Overall accuracy, 0..1.</summary>
    public Score? OverallAccuracy { get; init; }

    /// <summary>Cohen's kappa, -1..1.</summary>
    public Score? Kappa { get; init; }

    /// <summary>Mean F1 over the classes, 0..1.</summary>
    public Score? MeanF1 { get; init; }
}
