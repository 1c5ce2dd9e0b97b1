using Skylite.Compression.Pruning;
using Skylite.Graphs;
using Skylite.Training;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Results;

namespace Skylite.Workbench.Proof;

/// <summary>Proves removals: silenced ≡ removed in the interpreter, and removed ≡ ONNX Runtime.</summary>
public static class RemovalProof
{
    /// <summary>Tries a pruning on inputs.</summary>
    /// <param name="result">The pruning.</param>
    /// <param name="inputs">The inputs, each with one tensor for each graph input.</param>
    /// <param name="settings">What else is looked at.</param>
    /// <param name="cancellation">Stops between two runs.</param>
    public static CertificateFigures Issue(
        PruneResult result, IReadOnlyList<IReadOnlyList<Tensor>> inputs, ProofSettings settings, CancellationToken cancellation)
    {
        using var interpreter = new InterpreterRunner(new InterpreterOptions { AllowOpaque = settings.AllowOpaque });
        using var runtime = new RuntimeRunner(settings.Models, settings.Session);
        var certificate = RemovalCertificate.Issue(result, inputs, interpreter, runtime, cancellation);
        return new CertificateFigures(
            inputs.Sum(i => i is [{ Rank: > 0 } first, ..] ? (int)first.Dimensions[0] : 1),
            result.Families.Sum(f => f.Before - f.After),
            result.Families.Sum(f => f.Before),
            certificate.SilencedToRemoved,
            certificate.InterpreterToDeployment,
            RemovalCertificate.Tolerance,
            [.. result.Pinned.Select(p => $"{p.Name}: {p.Reason}").Distinct()])
        {
            IsApproximate = certificate.IsApproximate,
            OutputsVary = certificate.OutputsVary,
            RuntimeTolerance = certificate.EngineTolerance > RemovalCertificate.Tolerance ? certificate.EngineTolerance : null,
            OriginalAgainstRuntime = settings.Background ? Agreement(result.Original, inputs, settings, cancellation).Difference : null,
        };
    }

    /// <summary>
    /// The largest difference between interpreter and ONNX Runtime on a graph, relative to the scale
    /// of each output, and whether the outputs depend on which of several inputs was given.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs to try.</param>
    /// <param name="settings">How the graph is run.</param>
    /// <param name="cancellation">Stops between two runs.</param>
    public static (double Difference, bool Varies) Agreement(
        Graph graph, IReadOnlyList<IReadOnlyList<Tensor>> inputs, ProofSettings settings, CancellationToken cancellation)
    {
        using var interpreter = new InterpreterRunner(new InterpreterOptions { AllowOpaque = settings.AllowOpaque });
        using var runtime = new RuntimeRunner(settings.Models, settings.Session);
        var outputs = RemovalCertificate.RunAll(interpreter, graph, inputs, cancellation);
        var difference = RemovalCertificate.Largest(outputs, RemovalCertificate.RunAll(runtime, graph, inputs, cancellation));
        return (difference, inputs.Count < 2 || outputs.Any(o => RemovalCertificate.Difference(outputs[0], o) > 0));
    }

    /// <summary>One line about a proof.</summary>
    public static string Describe(CertificateFigures figures) => figures.IsApproximate
        ? "certificate (approximate): "
            + Invariant($"removing moved the function by {figures.SilencedAgainstRemoved:0.0e+0} of the outputs' scale against silencing, ")
            + Invariant($"removed ≡ ONNX Runtime to {figures.InterpreterAgainstRuntime:0.0e+0}, on {figures.Inputs} inputs")
        : Invariant($"certificate: silenced ≡ removed to {figures.SilencedAgainstRemoved:0.0e+0}, removed ≡ ONNX Runtime ")
            + Invariant($"to {figures.InterpreterAgainstRuntime:0.0e+0} of the outputs' scale, on {figures.Inputs} inputs");

    /// <summary>Lets only proofs pass that hold.</summary>
    /// <exception cref="CertificateException">The proof does not hold; the message says what differs by how much.</exception>
    public static CertificateFigures Require(CertificateFigures figures)
    {
        if (figures.Holds)
        {
            return figures;
        }

        var background = figures.OriginalAgainstRuntime is { } original
            ? Invariant($" (on the unpruned network, interpreter and ONNX Runtime differ by {original:0.0e+0})")
            : string.Empty;
        var rounding = figures.RuntimeTolerance is { } limit
            ? Invariant($" (from ONNX Runtime {limit:0e+0}, as it rounds values)")
            : string.Empty;
        throw new CertificateException(
            Invariant($"The certificate failed: the pruned network differs from the silenced one by {figures.SilencedAgainstRemoved:0.0e+0} ")
            + Invariant($"and from ONNX Runtime by {figures.InterpreterAgainstRuntime:0.0e+0} of the outputs' scale{background}, ")
            + Invariant($"where {figures.Tolerance:0.0e+0} is allowed{rounding}. ")
            + "No model was written; this is a defect of Skylite: please report the model.");
    }
}
