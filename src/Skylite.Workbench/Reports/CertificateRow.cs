namespace Skylite.Workbench.Reports;

/// <summary>The proof of one pruning: the same outputs with channels silenced, with channels removed, and in ONNX Runtime.</summary>
/// <param name="Step">What was pruned, for instance the model and the step of the recipe.</param>
/// <param name="ChannelsRemoved">Channels that went.</param>
/// <param name="Channels">Channels that could have gone.</param>
/// <param name="MaskedVersusRemoved">Greatest absolute difference between silenced and removed.</param>
/// <param name="RemovedVersusOnnxRuntime">Greatest absolute difference between removed and ONNX Runtime, or null where not run.</param>
/// <param name="Tolerance">The difference that float noise explains.</param>
public sealed record CertificateRow(
    string Step, int ChannelsRemoved, int Channels, double MaskedVersusRemoved, double? RemovedVersusOnnxRuntime, double Tolerance)
{
    /// <summary>What the second difference may be at most, where ONNX Runtime computes in 16 bits.</summary>
    public double? RuntimeTolerance { get; init; }

    /// <summary>Whether both differences stay within what they may be.</summary>
    public bool Holds => MaskedVersusRemoved <= Tolerance && (RemovedVersusOnnxRuntime ?? 0) <= (RuntimeTolerance ?? Tolerance);
}
