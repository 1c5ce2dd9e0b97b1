using System.Text.Json;
using Skylite.Imagery;
using Skylite.Inference.Scenes;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference;

/// <summary>A model ready to run, with what its metadata says: how pixels become its input, and what its outputs mean.</summary>
public sealed class ModelSession : IDisposable
{
    /// <summary>Name of the ONNX metadata entry that holds the class names, a JSON array in the order of the outputs.</summary>
    public const string ClassesKey = "skylite.classes";

    private readonly Preprocessing? _preprocessing;
    private readonly IReadOnlyList<string>? _classes;
    private AnswerKind? _answers;

    /// <summary>Loads a model.</summary>
    /// <param name="source">The model.</param>
    /// <param name="options">Settings, and what replaces its metadata; null takes the defaults.</param>
    /// <exception cref="InvalidDataException">The metadata contradicts the network: another number of bands or classes.</exception>
    public ModelSession(ModelSource source, ModelSessionOptions? options = null)
    {
        options ??= new ModelSessionOptions();
        Session = source.Open(options.Session);
        Source = source;
        try
        {
            var metadata = Session.Metadata.CustomMetadataMap;
            _preprocessing = options.Preprocessing
                ?? (metadata.TryGetValue(Preprocessing.MetadataKey, out var text) ? Preprocessing.FromJson(text) : null);
            _classes = options.Classes
                ?? (metadata.TryGetValue(ClassesKey, out var classes) ? ReadClasses(classes) : null);
            CheckBands();
            CheckClasses(options.OutputsPerClass);
        }
        catch
        {
            Session.Dispose();
            throw;
        }
    }

    /// <summary>Where the model came from.</summary>
    public ModelSource Source { get; }

    /// <summary>The session itself.</summary>
    public InferenceSession Session { get; }

    /// <summary>The first input: images, N × C × H × W.</summary>
    public NodeMetadata Input => Session.Inputs[0];

    /// <summary>The first output, such as logits N × K.</summary>
    public NodeMetadata Output => Session.Outputs[0];

    /// <summary>Whether class names are known.</summary>
    public bool HasClasses => _classes is not null;

    /// <summary>How pixels become the input.</summary>
    /// <exception cref="InvalidDataException">The model does not say, and nothing was given.</exception>
    public Preprocessing Preprocessing => _preprocessing ?? throw new InvalidDataException(
        $"'{Source}' does not say how its input is normalised: it has no metadata '{Preprocessing.MetadataKey}'. "
        + "It was not written by Skylite; state bands, mean and standard deviation explicitly.");

    /// <summary>The class names in the order of the outputs.</summary>
    /// <exception cref="InvalidDataException">The model does not say, and nothing was given.</exception>
    public IReadOnlyList<string> Classes => _classes ?? throw new InvalidDataException(
        $"'{Source}' does not name its classes: it has no metadata '{ClassesKey}'. "
        + "It was not written by Skylite; give the class names in the order of its outputs.");

    /// <summary>What the numbers of the first output are. The graph is read for it when it is first asked.</summary>
    /// <exception cref="InvalidDataException">The graph cannot be read, or says something else of its answers.</exception>
    public AnswerKind Answers => _answers ??= AnswerKinds.Of(Source.Read()).Kind;

    /// <summary>Runs the model once for its first output.</summary>
    /// <param name="images">A memory for each of the first inputs, in their order.</param>
    /// <param name="shape">Extents of every one of them: N, C, H, W.</param>
    /// <param name="cancellationToken">Stops the run between two nodes.</param>
    /// <returns>The first output; dispose it.</returns>
    /// <exception cref="OrtException">The images do not fit the model, or a kernel failed.</exception>
    public OrtOutputs Run(IReadOnlyList<Memory<float>> images, ReadOnlySpan<long> shape, CancellationToken cancellationToken = default) =>
        Session.Run([.. Session.Inputs.Take(images.Count).Select(i => i.Name)], images, shape, [Output.Name], cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();

    private string[] ReadClasses(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(e => e.GetString() ?? throw new JsonException("a name is null"))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"The metadata '{ClassesKey}' of '{Source}' is not a JSON array of class names: {e.Message}", e);
        }
    }

    private void CheckBands()
    {
        // Both dates of a comparison may enter as the channels of one image; whether two are given is for those to say who feed them.
        if (_preprocessing is { Bands.Count: var bands } && Input.Dimensions is [_, > 0 and var channels, _, _]
            && channels != bands && (Session.Inputs.Count > 1 || channels != 2L * bands))
        {
            throw new InvalidDataException(
                $"'{Source}' takes {channels} channels, but its preprocessing names {_preprocessing.Bands.Count} bands "
                + $"({string.Join(", ", _preprocessing.Bands)}). Name one band for each channel.");
        }
    }

    private void CheckClasses(int outputsPerClass)
    {
        if (_classes is not null && Output.Dimensions is [_, var channels, ..]
            && channels / outputsPerClass is > 1 and var outputs && outputs != _classes.Count)
        {
            throw new InvalidDataException(
                $"'{Source}' has {outputs} outputs, but {_classes.Count} classes are named ({string.Join(", ", _classes)}). Name one class for each output.");
        }
    }
}
