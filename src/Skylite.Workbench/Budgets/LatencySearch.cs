using System.Globalization;
using System.Security.Cryptography;
using Skylite.Compression.Pruning;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Inference;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Machines;
using Skylite.Workbench.Models;

namespace Skylite.Workbench.Budgets;

/// <summary>
/// Finds the lightest pruning that runs in a given time. Time falls in steps, where a layer fills one vector block less, and may rise between them:
/// only prunings with other numbers of channels count as other candidates, each is measured by
/// turns with the given model, and the neighbours of the answer are measured too.
/// </summary>
internal sealed class LatencySearch : IDisposable
{
    private const int Grid = 200;
    private const int Neighbours = 2;
    private const double ConfirmationFactor = 2;

    private readonly PruningPlan _plan;
    private readonly BudgetSetting _setting;
    private readonly GraphModel _given;
    private readonly LatencyTable _table;
    private readonly List<(double Ratio, string Channels)> _rungs = [];

    public LatencySearch(PruningPlan plan, BudgetSetting setting)
    {
        (_plan, _setting) = (plan, setting);
        _given = new GraphModel(setting.Given, "given", setting.Models);
        var shapes = string.Join(' ', setting.Shapes.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Key + s.Value));
        _table = LatencyTable.Open(
            setting.Times,
            $"{Checksum(setting.Given)} {shapes}, {Machine.Current().Processor}, "
            + $"ONNX Runtime {EngineVersions.Current().GetValueOrDefault("ONNX Runtime")}, 1 thread");
        for (var i = 0; i <= Grid; i++)
        {
            var ratio = (double)i / Grid;
            var channels = string.Join(',', plan.Keep(ratio).Select(n => n.ToString(CultureInfo.InvariantCulture)));
            if (_rungs.Count == 0 || _rungs[^1].Channels != channels)
            {
                _rungs.Add((ratio, channels));
            }
        }
    }

    /// <summary>Searches.</summary>
    /// <param name="budget">A budget of milliseconds.</param>
    /// <param name="minimumShare">Smallest share that families keep, for the message.</param>
    public PruneResult Run(Budget budget, double minimumShare)
    {
        _table.Given ??= Measure([_given.Source], _setting.MeasurementTime)[0];
        _table.Save(_setting.Times);
        var share = budget.Limit(_table.Given.Value) / _table.Given.Value;
        _setting.Progress.Say(Invariant(
            $"the model takes {_table.Given:0.00} ms as it is given; {share * _table.Given:0.00} ms are asked for"));
        if (share >= 1)
        {
            return _plan.Apply(0);
        }

        var last = _rungs.Count - 1;
        budget.Unit.Limit(share * _table.Given.Value).RequireReachable(ShareOf(last) * _table.Given.Value, _setting.Given, minimumShare);
        var (low, high) = (0, last);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = ShareOf(middle) <= share ? (low, middle) : (middle, high);
        }

        // A lighter pruning may fall on a lower step than a heavier one.
        var found = Enumerable.Range(1, Neighbours).Select(n => high - n).Where(i => i > 0 && ShareOf(i) <= share).Append(high).Min();
        while (found < last && Confirmed(found) > share)
        {
            found++;
        }

        return _plan.Apply(_rungs[found].Ratio);
    }

    private double ShareOf(int rung)
    {
        var key = _rungs[rung].Channels;
        if (!_table.Shares.TryGetValue(key, out var share))
        {
            _table.Shares[key] = share = Take(rung, _setting.MeasurementTime);
            _table.Save(_setting.Times);
            _setting.Progress.Say(Invariant($"  {100 * _rungs[rung].Ratio:0.0} % of the channels removed: {share * _table.Given:0.00} ms"));
        }

        return share;
    }

    // The answer is measured longer than the candidates on the way.
    private double Confirmed(int rung)
    {
        var key = "confirmed " + _rungs[rung].Channels;
        if (!_table.Shares.TryGetValue(key, out var share))
        {
            _table.Shares[key] = share = Take(rung, _setting.MeasurementTime * ConfirmationFactor);
            _table.Save(_setting.Times);
        }

        return share;
    }

    private double Take(int rung, TimeSpan time)
    {
        using var candidate = new GraphModel(_plan.Apply(_rungs[rung].Ratio).Graph, "candidate", _setting.Models);
        var times = Measure([_given.Source, candidate.Source], time);
        return times[1] / times[0];
    }

    /// <inheritdoc/>
    public void Dispose() => _given.Dispose();

    private static string Checksum(Graph graph)
    {
        using var hash = SHA256.Create();
        using (var into = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            OnnxWriter.Write(graph, into);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    private double[] Measure(IReadOnlyList<ModelSource> models, TimeSpan time)
    {
        _setting.Progress.Show("timing");
        var options = new LatencyOptions { TimeBudget = time, InputShapes = InputShapes.ToLengths(_setting.Shapes) };
        // On a busy machine long runs are interrupted more often than short ones, which bends medians: the undisturbed runs tell candidates apart.
        return [.. Latency.Measure(models, options, _setting.Cancellation).Select(r => r.P10)];
    }
}
