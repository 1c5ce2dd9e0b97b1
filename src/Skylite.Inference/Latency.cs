using System.Diagnostics;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference;

/// <summary>
/// Measures how long models take in ONNX Runtime. Several models take turns within one
/// measurement, so that a change of the machine's mood meets all alike and their ratios are fair.
/// </summary>
public static class Latency
{
    /// <summary>Measures models side by side on seeded noise.</summary>
    /// <param name="models">The models.</param>
    /// <param name="options">Threads, batch, repetitions; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops between two runs.</param>
    /// <returns>A result for each model, in their order.</returns>
    /// <exception cref="OrtException">A model cannot be loaded or run.</exception>
    public static IReadOnlyList<LatencyResult> Measure(
        IReadOnlyList<ModelSource> models, LatencyOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LatencyOptions();
        var sessions = new List<InferenceSession>();
        var subjects = new List<RandomInputs>();
        try
        {
            foreach (var model in models)
            {
                var session = model.Open(SessionOptionsFor(options));
                sessions.Add(session);
                subjects.Add(new RandomInputs(session, options));
            }

            var times = TakeTurns(subjects, options, cancellationToken);
            return [.. models.Select((model, i) => Summarise(model.Name, options.Threads, subjects[i].Batch, times[i]))];
        }
        finally
        {
            subjects.ForEach(s => s.Dispose());
            sessions.ForEach(s => s.Dispose());
        }
    }

    private static SessionOptions SessionOptionsFor(LatencyOptions options)
    {
        // The threads of a session that is not running must not spin: they would take the cores from the one that is.
        var entries = new Dictionary<string, string>(options.Session.ConfigEntries) { ["session.force_spinning_stop"] = "1" };
        return options.Session with { IntraOpNumThreads = options.Threads, ConfigEntries = entries };
    }

    private static List<double>[] TakeTurns(List<RandomInputs> subjects, LatencyOptions options, CancellationToken cancellationToken)
    {
        foreach (var subject in subjects)
        {
            for (var i = 0; i < options.WarmUp; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                subject.Run();
            }
        }

        var times = subjects.ConvertAll(_ => new List<double>()).ToArray();
        var clock = Stopwatch.StartNew();
        for (var turn = 0; turn < options.MaximumTurns && (turn < options.MinimumTurns || clock.Elapsed < options.TimeBudget); turn++)
        {
            for (var s = 0; s < subjects.Count; s++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                subjects[s].Run();
                for (var i = 0; i < options.RunsPerTurn; i++)
                {
                    var start = Stopwatch.GetTimestamp();
                    subjects[s].Run();
                    times[s].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }

        return times;
    }

    private static LatencyResult Summarise(string name, int threads, int batch, List<double> times)
    {
        times.Sort();
        return new LatencyResult(name, threads, batch, times.Count, Quantile(times, 0.5), Quantile(times, 0.1), Quantile(times, 0.9));
    }

    /// <summary>A quantile, linear between its two neighbours.</summary>
    /// <param name="sorted">Numbers, ascending.</param>
    /// <param name="share">0 to 1; 0.5 for the median.</param>
    internal static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
