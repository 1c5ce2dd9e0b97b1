using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Skylite.Workbench.Results;

namespace Skylite.Workbench.Runs;

/// <summary>What a run remembers of a step: from what it was made, and what came out.</summary>
/// <param name="Digest">Stands for everything that decides the outcome: model, images, seed, settings, and the steps before.</param>
/// <param name="Stage">What came out; <see langword="null"/> while the step is under way.</param>
public sealed record StepRecord(string Digest, StageResult? Stage)
{
    /// <summary>Reads a record, or <see langword="null"/> where there is none that can be read.</summary>
    public static StepRecord? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), WorkbenchJson.Default.StepRecord) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the record.</summary>
    public void Write(string path) => AtomicFile.WriteAllText(path, JsonSerializer.Serialize(this, WorkbenchJson.Default.StepRecord));

    /// <summary>A digest of texts, the order counts.</summary>
    public static string DigestOf(params IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(part)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
