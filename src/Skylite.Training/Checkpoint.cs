using System.Globalization;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Weights;
using Skylite.Training.Losses;
using Skylite.Training.Optimizers;

namespace Skylite.Training;

/// <summary>
/// The state of a training between two epochs on disk: <c>last.state.safetensors</c> holds all of it (weights, optimiser, average, position),
/// <c>last.onnx</c> and <c>best.onnx</c> are networks to use. Randomness needs no state: every epoch draws from a seed of its own.
/// </summary>
internal sealed class Checkpoint
{
    private readonly string _folder;
    private readonly IReadOnlyList<string> _settings;

    public Checkpoint(string folder, IReadOnlyList<string> settings)
    {
        (_folder, _settings) = (folder, settings);
        Directory.CreateDirectory(folder);
    }

    public string BestPath => Path.Combine(_folder, "best.onnx");

    public bool Exists => File.Exists(StatePath);

    private string StatePath => Path.Combine(_folder, "last.state.safetensors");

    public void Save(TrainingPosition position, Interpreter interpreter, OptimizerRun optimizer, WeightAverage? average, ILossMemory? loss)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        optimizer.Save(tensors);
        average?.Save(tensors);
        loss?.Save(tensors);
        foreach (var parameter in Floats(interpreter))
        {
            tensors["weights/" + parameter.Name] = GraphTensors.FromTorch(parameter.Tensor, ElementType.Float);
        }

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["epochs-done"] = position.EpochsDone.ToString(CultureInfo.InvariantCulture),
            ["best-epoch"] = position.BestEpoch.ToString(CultureInfo.InvariantCulture),
            ["best-accuracy"] = position.BestAccuracy.ToString("R", CultureInfo.InvariantCulture),
            ["best-loss"] = position.BestLoss.ToString("R", CultureInfo.InvariantCulture),
            ["settings"] = string.Join('\n', _settings),
        };
        SafeTensors.Write(StatePath, tensors, metadata);
        OnnxWriter.Write(interpreter.WriteBack(), Path.Combine(_folder, "last.onnx"));
    }

    public TrainingPosition Load(Interpreter interpreter, OptimizerRun optimizer, WeightAverage? average, ILossMemory? loss)
    {
        var content = SafeTensors.Read(StatePath);
        var begun = content.Metadata.GetValueOrDefault("settings", string.Empty).Split('\n');
        if (!begun.SequenceEqual(_settings))
        {
            throw new InvalidDataException(
                $"The run in '{_folder}' cannot be resumed with other settings. It was begun with: {string.Join(", ", begun.Except(_settings))}; "
                + $"now there is: {string.Join(", ", _settings.Except(begun))}. Give the same settings, or choose another folder.");
        }

        foreach (var parameter in Floats(interpreter))
        {
            if (!content.Tensors.TryGetValue("weights/" + parameter.Name, out var data) || !data.Dimensions.SequenceEqual(parameter.Tensor.Shape))
            {
                throw new InvalidDataException($"The run in '{_folder}' trains another network: its checkpoint has no '{parameter.Name}' of this shape.");
            }

            using var tensor = GraphTensors.ToTorch(data);
            parameter.Assign(tensor);
        }

        optimizer.Load(content.Tensors);
        average?.Load(content.Tensors);
        loss?.Load(content.Tensors);
        return new TrainingPosition
        {
            EpochsDone = int.Parse(content.Metadata["epochs-done"], CultureInfo.InvariantCulture),
            BestEpoch = int.Parse(content.Metadata["best-epoch"], CultureInfo.InvariantCulture),
            BestAccuracy = double.Parse(content.Metadata["best-accuracy"], CultureInfo.InvariantCulture),
            BestLoss = double.Parse(content.Metadata["best-loss"], CultureInfo.InvariantCulture),
        };
    }

    private static IEnumerable<Parameter> Floats(Interpreter interpreter) =>
        interpreter.Initializers.Where(p => interpreter.Graph.Values[p.Name].Type.IsFloating());
}
