using System.Diagnostics;
using System.Text.Json;

namespace Skylite.Workbench.Runs;

/// <summary>Remembers beside a map how far it is, so that an interrupted run can go on.</summary>
public sealed class SceneJournal
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly string _key;
    private readonly Stopwatch _sinceWritten = Stopwatch.StartNew();
    private SceneJournalEntry _last;

    /// <summary>Opens the journal of a map.</summary>
    /// <param name="path">The journal's file.</param>
    /// <param name="key">Checksum of everything that decides the map's content.</param>
    public SceneJournal(string path, string key)
    {
        (_path, _key) = (path, key);
        _last = new SceneJournalEntry(key, 0, 0);
    }

    /// <summary>Where the interrupted run stopped, or null where there was none.</summary>
    /// <exception cref="InvalidDataException">The interrupted run had another model, scene or settings.</exception>
    public SceneJournalEntry? Read()
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        SceneJournalEntry? entry;
        try
        {
            entry = JsonSerializer.Deserialize(File.ReadAllText(_path), WorkbenchJson.Default.SceneJournalEntry);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The journal '{_path}' of an interrupted run cannot be read. Leave --resume out to begin again.", e);
        }

        return entry?.Key == _key
            ? _last = entry
            : throw new InvalidDataException(
                $"The interrupted run that left '{_path}' had another model, scene or other settings. "
                + "Repeat its command, or leave --resume out to begin again.");
    }

    /// <summary>Puts on disk that no row is written.</summary>
    public void Begin()
    {
        _last = new SceneJournalEntry(_key, 0, 0);
        Write();
    }

    /// <summary>Remembers that rows are written; on disk at most once a second.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="row">The first row of it that is not written.</param>
    /// <param name="settle">Puts the rows themselves on disk.</param>
    public void Note(int panel, int row, Action settle)
    {
        _last = new SceneJournalEntry(_key, panel, row);
        if (_sinceWritten.Elapsed >= Interval)
        {
            Flush(settle);
        }
    }

    /// <summary>Puts what is remembered on disk.</summary>
    /// <param name="settle">Puts the rows themselves on disk; without, a loss of power may leave a journal that speaks of rows that are empty.</param>
    public void Flush(Action settle)
    {
        settle();
        Write();
    }

    /// <summary>Removes the journal of a finished map.</summary>
    public void Delete() => File.Delete(_path);

    private void Write()
    {
        AtomicFile.WriteAllText(_path, JsonSerializer.Serialize(_last, WorkbenchJson.Default.SceneJournalEntry));
        _sinceWritten.Restart();
    }
}
