namespace Skylite.Workbench.Results;

/// <summary>The proof that removed channels were really removed: silenced ≡ removed ≡ ONNX Runtime.</summary>
/// <param name="Inputs">Number of inputs tried.</param>
/// <param name="ChannelsRemoved">Channels that went.</param>
/// <param name="Channels">Channels that could have gone.</param>
/// <param name="SilencedAgainstRemoved">Largest difference between the silenced and the removed network in the interpreter, relative.</param>
/// <param name="InterpreterAgainstRuntime">Largest difference between interpreter and ONNX Runtime on the removed network, relative.</param>
/// <param name="Tolerance">What both may be at most, the second one unless <see cref="RuntimeTolerance"/> says otherwise.</param>
/// <param name="Pinned">Why some channels could not be removed, one sentence each.</param>
public sealed record CertificateFigures(
    int Inputs, int ChannelsRemoved, int Channels, double SilencedAgainstRemoved, double InterpreterAgainstRuntime, double Tolerance,
    IReadOnlyList<string> Pinned)
{
    /// <summary>
    /// Whether normalisations were allowed to change: then <see cref="SilencedAgainstRemoved"/> says by how much the function moved, and proves nothing.
    /// </summary>
    public bool IsApproximate { get; init; }

    /// <summary>What <see cref="InterpreterAgainstRuntime"/> may be at most, where it is not <see cref="Tolerance"/>: in networks of 16 bits.</summary>
    public double? RuntimeTolerance { get; init; }

    /// <summary>Whether the outputs depended on the inputs tried; a proof on outputs that are always the same is empty.</summary>
    public bool OutputsVary { get; init; } = true;

    /// <summary>
    /// Largest difference between interpreter and ONNX Runtime on the network before removal, relative; <see langword="null"/> when it was not looked at.
    /// </summary>
    public double? OriginalAgainstRuntime { get; init; }

    /// <summary>These and those of a removal from what was left: channels add up, differences are the largest of both.</summary>
    /// <param name="next">The proof of the next round.</param>
    public CertificateFigures Then(CertificateFigures next) => next with
    {
        ChannelsRemoved = ChannelsRemoved + next.ChannelsRemoved,
        Channels = Channels,
        SilencedAgainstRemoved = Math.Max(SilencedAgainstRemoved, next.SilencedAgainstRemoved),
        InterpreterAgainstRuntime = Math.Max(InterpreterAgainstRuntime, next.InterpreterAgainstRuntime),
        Pinned = [.. Pinned.Union(next.Pinned)],
        IsApproximate = IsApproximate || next.IsApproximate,
        OutputsVary = OutputsVary && next.OutputsVary,
        OriginalAgainstRuntime = OriginalAgainstRuntime,
    };

    /// <summary>Whether the proof holds.</summary>
    public bool Holds => (IsApproximate || SilencedAgainstRemoved <= Tolerance) && InterpreterAgainstRuntime <= (RuntimeTolerance ?? Tolerance);
}
