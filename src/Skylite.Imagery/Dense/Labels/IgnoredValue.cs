using System.Text.Json.Serialization;

namespace Skylite.Imagery.Dense.Labels;

/// <summary>What means no class in masks: a number, or a colour where masks are in colours. Files write it as <c>255</c> or <c>"#000000"</c>.</summary>
/// <param name="Number">The number; <see langword="null"/> where it is a colour.</param>
/// <param name="Color">The colour as <c>#rrggbb</c>; <see langword="null"/> where it is a number.</param>
[JsonConverter(typeof(IgnoredValueConverter))]
public readonly record struct IgnoredValue(int? Number, string? Color = null)
{
    /// <summary>A number that means no class.</summary>
    /// <param name="number">The number, 0 to 255.</param>
    public static implicit operator IgnoredValue(int number) => new(number);

    /// <inheritdoc/>
    public override string ToString() => Color ?? Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty;
}
