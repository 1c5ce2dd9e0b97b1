using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>
/// The whole way from a trained float graph to an 8-bit one without training: equalisation where it helps, static quantisation, bias correction, and float for layers that
/// cannot bear 8 bits. Every choice is measured on the calibration data.
/// </summary>
public static class PostTrainingQuantization
{
    /// <summary>Quantises a graph.</summary>
    /// <param name="graph">A float graph; it is not changed.</param>
    /// <param name="source">Calibration data, never test data.</param>
    /// <param name="options">Settings; null takes the defaults.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="QuantizationException">The graph is quantised already, holds nothing to quantise, or is broken.</exception>
    public static PostTrainingQuantizationResult Run(
        Graph graph, IActivationSource source, PostTrainingQuantizationOptions? options = null, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new PostTrainingQuantizationOptions();
        var work = new Work(graph, source, options, progress, cancellationToken);
        var candidates = new List<PostTrainingQuantizationResult>();
        if (options.Equalize != true)
        {
            candidates.Add(work.Quantize(graph, options.Static, equalized: false));
        }

        if (options.Equalize != false)
        {
            progress?.Report("equalising layers");
            var even = CrossLayerEqualization.Run(graph, source, options.Equalization, cancellationToken);
            if (even.Pairs.Count > 0 || candidates.Count == 0)
            {
                candidates.Add(work.Quantize(even.Graph, options.Static, equalized: true));
            }
        }

        var best = candidates.MaxBy(c => c.Sqnr)!;
        return options.MinimumSqnr is { } minimum && best.Sqnr < minimum ? work.FallBack(best, minimum) : best;
    }

    private sealed record Work(
        Graph Reference, IActivationSource Source, PostTrainingQuantizationOptions Options, IProgress<string>? Progress, CancellationToken CancellationToken)
    {
        internal PostTrainingQuantizationResult Quantize(Graph graph, StaticQuantizationOptions options, bool equalized)
        {
            var way = equalized ? " (equalised)" : string.Empty;
            Progress?.Report($"observing activations{way}");
            var result = StaticQuantization.Run(graph, Source, options, cancellationToken: CancellationToken);
            var quantized = result.Graph;
            if (Options.CorrectBias)
            {
                Progress?.Report($"correcting biases{way}");
                quantized = BiasCorrection.Run(graph, quantized, Source, cancellationToken: CancellationToken);
            }

            var sqnr = QuantizationSensitivity.Compare(Reference, quantized, Source, CancellationToken);
            return new PostTrainingQuantizationResult(quantized, sqnr, equalized, result.Quantized, result.KeptFloat);
        }

        internal PostTrainingQuantizationResult FallBack(PostTrainingQuantizationResult best, double minimum)
        {
            var graph = best.Equalized ? CrossLayerEqualization.Run(Reference, Source, Options.Equalization, CancellationToken).Graph : Reference;
            Progress?.Report("finding sensitive layers");
            var sensitive = QuantizationSensitivity.Measure(graph, Source, Options.Static, cancellationToken: CancellationToken);
            for (var count = 1; count <= Math.Min(Options.MaximumFallbacks, sensitive.Count - 1) && best.Sqnr < minimum; count++)
            {
                var keep = Options.Static.KeepFloat.Concat(sensitive.Take(count).Select(s => s.Node));
                var next = Quantize(graph, Options.Static with { KeepFloat = [.. keep] }, best.Equalized);
                best = next.Sqnr > best.Sqnr ? next : best;
            }

            return best;
        }
    }
}
