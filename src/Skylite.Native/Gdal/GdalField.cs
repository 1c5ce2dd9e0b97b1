namespace Skylite.Native.Gdal;

/// <summary>A field of a vector layer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
public sealed record GdalField(string Name, GdalFieldType Type);
