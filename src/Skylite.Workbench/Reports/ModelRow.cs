using System.Text.Json.Serialization;

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

    /// <summary>How well it does; the first figure is the one by which models are chosen.</summary>
    public IReadOnlyList<QualityRow> Quality { get; init; } = [];

    /// <summary>The figure by which models are chosen, or null.</summary>
    [JsonIgnore]
    public Score? Key => Quality.Count > 0 ? Quality[0].Score : null;
}
