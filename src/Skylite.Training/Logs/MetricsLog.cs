using System.Text.Json;

namespace Skylite.Training.Logs;

/// <summary>Appends records of numbers to a JSON-lines file, one object a line.</summary>
public sealed class MetricsLog
{
    private readonly string _path;

    /// <summary>Names the file; it is made with the first record.</summary>
    public MetricsLog(string path)
    {
        _path = path;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
    }

    /// <summary>Reads every complete record of a file; an unfinished last line, as a crash leaves it, is passed over.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, double>> Read(string path)
    {
        var records = new List<IReadOnlyDictionary<string, double>>();
        foreach (var line in File.ReadLines(path))
        {
            try
            {
                records.Add(JsonSerializer.Deserialize<Dictionary<string, double>>(line) ?? []);
            }
            catch (JsonException)
            {
                break;
            }
        }

        return records;
    }

    /// <summary>Appends one record; values that JSON cannot hold (infinite, not a number) are left out.</summary>
    public void Append(params IEnumerable<KeyValuePair<string, double>> entries)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in entries)
            {
                if (double.IsFinite(value))
                {
                    writer.WriteNumber(name, value);
                }
            }

            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var before = file.Length;
        try
        {
            file.Write(line.GetBuffer(), 0, (int)line.Length);
        }
        catch (IOException)
        {
            // Where the disk ran full, half a line would stand before the next.
            file.SetLength(before);
            throw;
        }
    }

    /// <summary>Keeps only the records whose number <paramref name="key"/> is below <paramref name="limit"/>: what a resumed run starts from.</summary>
    public void KeepBelow(string key, double limit)
    {
        if (!File.Exists(_path))
        {
            return;
        }

        var kept = Read(_path).Where(r => r.TryGetValue(key, out var value) && value < limit).ToArray();
        var beside = _path + ".part";
        File.Delete(beside);
        if (kept.Length == 0)
        {
            File.Delete(_path);
            return;
        }

        try
        {
            var log = new MetricsLog(beside);
            foreach (var record in kept)
            {
                log.Append(record);
            }

            File.Move(beside, _path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
