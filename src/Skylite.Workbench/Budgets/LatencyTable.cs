using System.Text.Json;

namespace Skylite.Workbench.Budgets;

/// <summary>Times measured for prunings of one model on one machine, kept in a file so that nothing is measured twice.</summary>
public sealed record LatencyTable
{
    /// <summary>What was measured where: model, shapes of its inputs, processor, engine. Rows of another subject do not count.</summary>
    public required string Subject { get; init; }

    /// <summary>Milliseconds of the model as it was given.</summary>
    public double? Given { get; set; }

    /// <summary>Time of a pruning as a share of the given model's, by its numbers of channels.</summary>
    public IDictionary<string, double> Shares { get; init; } = new SortedDictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Opens a table, or begins an empty one when the file is not there or is about something else.</summary>
    /// <param name="path">The file; <see langword="null"/> for a table that is not kept.</param>
    /// <param name="subject">See <see cref="Subject"/>.</param>
    public static LatencyTable Open(string? path, string subject)
    {
        if (File.Exists(path))
        {
            try
            {
                if (JsonSerializer.Deserialize(File.ReadAllText(path), WorkbenchJson.Default.LatencyTable) is { } table && table.Subject == subject)
                {
                    return table;
                }
            }
            catch (JsonException)
            {
                // A table that cannot be read is measured again.
            }
        }

        return new LatencyTable { Subject = subject };
    }

    /// <summary>Keeps the table.</summary>
    public void Save(string? path)
    {
        if (path is not null)
        {
            AtomicFile.WriteAllText(path, JsonSerializer.Serialize(this, WorkbenchJson.Default.LatencyTable));
        }
    }
}
