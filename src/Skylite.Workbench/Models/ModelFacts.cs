using System.Text.Json;
using Skylite.Graphs;
using Skylite.Imagery;
using Skylite.Inference;

namespace Skylite.Workbench.Models;

/// <summary>What a Skylite model says about itself in its ONNX metadata: preprocessing, classes, provenance.</summary>
/// <param name="Preprocessing">How raw pixels become the input.</param>
/// <param name="Classes">Names of the classes in the order of the outputs.</param>
/// <param name="Provenance">Where the model comes from.</param>
public sealed record ModelFacts(Preprocessing Preprocessing, IReadOnlyList<string> Classes, Provenance Provenance)
{
    /// <summary>Puts the facts into a graph's metadata.</summary>
    public void WriteTo(Graph graph)
    {
        graph.Metadata[Preprocessing.MetadataKey] = Preprocessing.ToJson();
        graph.Metadata[ModelSession.ClassesKey] = JsonSerializer.Serialize([.. Classes], WorkbenchJson.Compact.StringArray);
        graph.Metadata[Provenance.MetadataKey] = JsonSerializer.Serialize(Provenance, WorkbenchJson.Compact.Provenance);
    }

    /// <summary>Reads the facts from a graph's metadata, or <see langword="null"/> when the model was not written by Skylite.</summary>
    /// <exception cref="InvalidDataException">An entry is there but cannot be read.</exception>
    public static ModelFacts? Read(Graph graph)
    {
        if (!graph.Metadata.TryGetValue(Preprocessing.MetadataKey, out var preprocessing)
            || !graph.Metadata.TryGetValue(ModelSession.ClassesKey, out var classes))
        {
            return null;
        }

        try
        {
            var provenance = graph.Metadata.TryGetValue(Provenance.MetadataKey, out var text)
                ? JsonSerializer.Deserialize(text, WorkbenchJson.Compact.Provenance)
                : null;
            return new ModelFacts(
                Preprocessing.FromJson(preprocessing),
                JsonSerializer.Deserialize(classes, WorkbenchJson.Compact.StringArray) ?? [],
                provenance ?? new Provenance { Architecture = graph.Name });
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The metadata of the model '{graph.Name}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads the facts of a model that must have them.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="file">Its file, for the error.</param>
    /// <exception cref="InvalidDataException">The model was not written by Skylite, or an entry cannot be read.</exception>
    public static ModelFacts Require(Graph graph, string file) => Read(graph) ?? throw new InvalidDataException(
        $"'{file}' does not say how its input is normalised and what its classes are: it was not written by Skylite. Fine-tune it first: skylite train --model {file} --data DIR --out RUN");
}
