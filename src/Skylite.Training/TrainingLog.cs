using Skylite.Training.Logs;

namespace Skylite.Training;

/// <summary>Writes the figures of a training as JSON lines (<c>metrics.jsonl</c>, one per epoch) and as TensorBoard curves.</summary>
internal sealed class TrainingLog : IDisposable
{
    private readonly MetricsLog _metrics;
    private readonly TensorBoardWriter _board;

    public TrainingLog(string folder, int epochsDone)
    {
        var path = Path.Combine(folder, "metrics.jsonl");
        _metrics = new MetricsLog(path);
        _metrics.KeepBelow("epoch", epochsDone + 1);
        _board = new TensorBoardWriter(folder);
    }

    public void Step(long step, double loss, double learningRate)
    {
        _board.Write("step/loss", loss, step);
        _board.Write("step/learning-rate", learningRate, step);
    }

    public void Epoch(EpochRecord record)
    {
        _metrics.Append(record.Entries());
        foreach (var (name, value) in record.Entries().Where(e => e.Key != "epoch" && double.IsFinite(e.Value)))
        {
            _board.Write(name, value, record.Epoch);
        }
    }

    public void Dispose() => _board.Dispose();
}
