namespace Skylite.Workbench.Reports;

/// <summary>One layer before and after compression.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Operator">The ONNX operator.</param>
public sealed record LayerRow(string Name, string Operator)
{
    /// <summary>Output channels before.</summary>
    public int ChannelsBefore { get; init; }

    /// <summary>Output channels after; 0 if the layer is gone.</summary>
    public int ChannelsAfter { get; init; }

    /// <summary>Multiply-adds before.</summary>
    public long MacsBefore { get; init; }

    /// <summary>Multiply-adds after.</summary>
    public long MacsAfter { get; init; }

    /// <summary>Milliseconds in ONNX Runtime before, or null where not measured.</summary>
    public double? MillisecondsBefore { get; init; }

    /// <summary>Milliseconds in ONNX Runtime after, or null where not measured.</summary>
    public double? MillisecondsAfter { get; init; }
}
