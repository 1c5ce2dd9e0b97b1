using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>
/// The whole way from a trained float graph to an 8-bit one without training: equalisation where it helps, the same scales for both dates where that helps,
/// static quantisation, bias correction, and float for layers that cannot bear 8 bits. Every choice is measured on the calibration data.
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
        Graph graph, IActivationSource source, PostTrainingQuantizationOptions? options = null, IProgress<string>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new PostTrainingQuantizationOptions();
        var work = new Work(graph, source, options, progress, cancellationToken);
        var calibrations = options.Calibrations is { Count: > 0 } several ? several : [options.Static.Calibration];
        var ways = new List<PostTrainingQuantizationResult>();
        if (options.Equalize != true)
        {
            ways.Add(work.Best(graph, calibrations, options.DatesAlike, equalized: false));
        }

        if (options.Equalize != false)
        {
            progress?.Report("equalising layers");
            var even = CrossLayerEqualization.Run(graph, source, options.Equalization, cancellationToken);
            if (even.Pairs.Count > 0 || ways.Count == 0)
            {
                // What suits the layers as they are is taken to suit them equalised: each further calibration costs three more passes over the data.
                ways.Add(work.Best(
                    even.Graph,
                    ways.Count == 0 ? calibrations : [ways[0].Calibration],
                    ways.Count == 0 ? options.DatesAlike : ways[0].DatesAlike,
                    equalized: true));
            }
        }

        var best = ways.MaxBy(w => w.Sqnr)!;
        return options.MinimumSqnr is { } minimum && best.Sqnr < minimum ? work.FallBack(best, minimum) : best;
    }

    private sealed record Work(
        Graph Reference, IActivationSource Source, PostTrainingQuantizationOptions Options, IProgress<string>? Progress, CancellationToken CancellationToken)
    {
        internal PostTrainingQuantizationResult Best(Graph graph, IReadOnlyList<ICalibration> calibrations, bool? datesAlike, bool equalized)
        {
            var best = calibrations.Select(c => Quantize(graph, Options.Static with { Calibration = c, DatesAlike = datesAlike == true }, equalized))
                .MaxBy(r => r.Sqnr)!;
            if (datesAlike is not null || TwinValues.Of(FloatGraph.Prepare(graph)).Count == 0)
            {
                return best;
            }

            var alike = Quantize(graph, Options.Static with { Calibration = best.Calibration, DatesAlike = true }, equalized);
            return alike.Sqnr > best.Sqnr ? alike : best;
        }

        private PostTrainingQuantizationResult Quantize(Graph graph, StaticQuantizationOptions options, bool equalized)
        {
            var way = $" ({options.Calibration.Id}{(equalized ? ", equalised" : string.Empty)}{(options.DatesAlike ? ", both dates alike" : string.Empty)})";
            Progress?.Report($"observing activations{way}");
            var result = StaticQuantization.Run(graph, Source, options, cancellationToken: CancellationToken);
            var quantized = result.Graph;
            if (Options.CorrectBias)
            {
                Progress?.Report($"correcting biases{way}");
                quantized = BiasCorrection.Run(graph, quantized, Source, options.DatesAlike, cancellationToken: CancellationToken);
            }

            var sqnr = QuantizationSensitivity.Compare(Reference, quantized, Source, CancellationToken);
            return new PostTrainingQuantizationResult(quantized, sqnr, options.Calibration, equalized, options.DatesAlike, result.Quantized, result.KeptFloat);
        }

        internal PostTrainingQuantizationResult FallBack(PostTrainingQuantizationResult best, double minimum)
        {
            var graph = best.Equalized ? CrossLayerEqualization.Run(Reference, Source, Options.Equalization, CancellationToken).Graph : Reference;
            Progress?.Report("finding sensitive layers");
            var settings = Options.Static with { Calibration = best.Calibration, DatesAlike = best.DatesAlike };
            var sensitive = QuantizationSensitivity.Measure(graph, Source, settings, cancellationToken: CancellationToken);
            for (var count = 1; count <= Math.Min(Options.MaximumFallbacks, sensitive.Count - 1) && best.Sqnr < minimum; count++)
            {
                var keep = Options.Static.KeepFloat.Concat(sensitive.Take(count).Select(s => s.Node));
                var next = Quantize(graph, settings with { KeepFloat = [.. keep] }, best.Equalized);
                best = next.Sqnr > best.Sqnr ? next : best;
            }

            return best;
        }
    }
}
